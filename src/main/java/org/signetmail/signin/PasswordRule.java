package org.signetmail.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.signetmail.account.Domain;
import org.signetmail.settings.MailSettings;
import org.signetmail.settings.SettingsStore;
import org.signetmail.text.Messages;

/**
 * Decides which passwords an administrator may choose (OWASP ASVS 5.0, 6.2.1 to 6.2.12; NIST SP 800-63B, section
 * 5.1.1.2). Applies when a password is set, never to a stored one: an existing installation keeps its password.
 */
@ApplicationScoped
class PasswordRule {
    /**
     * Words that an attacker tries first on a mail gateway. Domains and host names are added; the README lists them
     * all.
     */
    private static final List<String> GUESSABLE_WORDS = List.of(
            "signetmail",
            "signet",
            "administrator",
            "admin",
            "root",
            "password",
            "passwort",
            "passphrase",
            "secret",
            "login",
            "welcome",
            "changeme",
            "letmein",
            "default",
            "qwerty",
            "qwertz",
            "microsoft",
            "office",
            "outlook",
            "exchange",
            "azure",
            "entra",
            "email",
            "mail",
            "smtp",
            "server",
            "payara",
            "wildfly");

    private static final String LOOK_ALIKES = "4@301!57$";
    private static final String LETTERS_MEANT = "aaeoiists";

    /** Minimum length of a domain label that counts as a word: com, co and uk are part of too many others. */
    private static final int MIN_LABEL_LENGTH = 4;

    private static final int MIN_OTHER_LETTERS = 8;
    private static final int MIN_DISTINCT_CHARACTERS = 5;

    @Inject
    SettingsStore settings;

    /**
     * Returns the reason why this password is refused, as a sentence for the user; empty if it is accepted.
     *
     * @param host Signet's host name as the browser uses it, blank without a browser
     */
    Optional<String> refusal(String password, String host) {
        if (PasswordHash.lengthOf(password) < PasswordHash.MIN_LENGTH) {
            return Optional.of(Messages.text("signin.password.short", PasswordHash.MIN_LENGTH));
        }
        if (password.codePoints().distinct().count() < MIN_DISTINCT_CHARACTERS) {
            return Optional.of(Messages.text("signin.password.repetitive", MIN_DISTINCT_CHARACTERS));
        }
        if (KnownPasswords.contains(password)) {
            return Optional.of(Messages.text("signin.password.known"));
        }
        return contextRefusal(password, guessableWords(host));
    }

    private static Optional<String> contextRefusal(String password, Set<String> guessableWords) {
        String typed = password.toLowerCase(Locale.ROOT);
        var rest = new StringBuilder(typed);
        var found = new LinkedHashSet<String>();
        for (String reading : List.of(typed, withoutLookAlikes(typed))) {
            for (String word : guessableWords) {
                for (int at = reading.indexOf(word); at >= 0; at = reading.indexOf(word, at + 1)) {
                    found.add(word);
                    rest.replace(at, at + word.length(), " ".repeat(word.length()));
                }
            }
        }
        boolean little = rest.codePoints().filter(Character::isLetter).count() < MIN_OTHER_LETTERS;
        return found.isEmpty() || !little
                ? Optional.empty()
                : Optional.of(Messages.text(
                        "signin.password.guessable", found.iterator().next(), MIN_OTHER_LETTERS));
    }

    /** Replaces look-alike characters: p@ssw0rd becomes password. The length doesn't change. */
    private static String withoutLookAlikes(String typed) {
        var read = new StringBuilder(typed);
        for (int at = 0; at < read.length(); at++) {
            int which = LOOK_ALIKES.indexOf(read.charAt(at));
            if (which >= 0) {
                read.setCharAt(at, LETTERS_MEANT.charAt(which));
            }
        }
        return read.toString();
    }

    private Set<String> guessableWords(String host) {
        MailSettings saved = settings.load();
        var names = Stream.of(
                        Stream.of(host, localHostName()),
                        Optional.ofNullable(saved.systemMailbox()).map(mailbox -> mailbox.domain()).stream(),
                        saved.furtherDomains().stream().map(Domain::name),
                        saved
                                .registration()
                                .map(registration -> registration.tenant().value())
                                .stream(),
                        Optional.ofNullable(saved.relay())
                                .map(relay -> relay.server().host())
                                .stream())
                .flatMap(some -> some);
        var guessableWords = new LinkedHashSet<String>(GUESSABLE_WORDS);
        names.flatMap(name -> Stream.of(name.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")))
                .filter(label -> label.length() >= MIN_LABEL_LENGTH)
                .forEach(guessableWords::add);
        return guessableWords;
    }

    private static String localHostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "";
        }
    }
}
