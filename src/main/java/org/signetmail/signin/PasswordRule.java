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

/**
 * Which passwords an administrator may choose (OWASP ASVS 5.0, 6.2.1 to 6.2.12; NIST SP 800-63B, section 5.1.1.2). Asked
 * when a password is set, and never of one that is stored: an installation in use goes on with what it has.
 */
@ApplicationScoped
class PasswordRule {
    /** Words that are guessed first on a mail gateway. Domains and hosts come besides; the README lists all of it. */
    private static final List<String> GUESSED = List.of(
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

    private static final String WRITTEN_FOR = "4@301!57$";
    private static final String MEANT = "aaeoiists";

    /** A label of a domain counts as a word from this length on: com, co, uk are in too many others. */
    private static final int WORD = 4;

    private static final int LETTERS_BESIDES = 8;
    private static final int DIFFERENT_CHARACTERS = 5;

    @Inject
    SettingsStore settings;

    /**
     * Why this password is refused, in a sentence for the person who typed it; empty if it may be used.
     *
     * @param host by which the browser knows Signet, blank where there is no browser
     */
    Optional<String> refusal(String password, String host) {
        if (PasswordHash.lengthOf(password) < PasswordHash.SHORTEST) {
            return Optional.of("The password needs at least " + PasswordHash.SHORTEST + " characters.");
        }
        if (password.codePoints().distinct().count() < DIFFERENT_CHARACTERS) {
            return Optional.of("The password needs at least " + DIFFERENT_CHARACTERS + " different characters.");
        }
        if (KnownPasswords.contain(password)) {
            return Optional.of(
                    "This is one of the passwords that are guessed first. Choose another: a sentence is fine.");
        }
        return ofContext(password, words(host));
    }

    private static Optional<String> ofContext(String password, Set<String> words) {
        String typed = password.toLowerCase(Locale.ROOT);
        var rest = new StringBuilder(typed);
        var found = new LinkedHashSet<String>();
        for (String reading : List.of(typed, meant(typed))) {
            for (String word : words) {
                for (int at = reading.indexOf(word); at >= 0; at = reading.indexOf(word, at + 1)) {
                    found.add(word);
                    rest.replace(at, at + word.length(), " ".repeat(word.length()));
                }
            }
        }
        boolean little = rest.codePoints().filter(Character::isLetter).count() < LETTERS_BESIDES;
        return found.isEmpty() || !little
                ? Optional.empty()
                : Optional.of("“" + found.iterator().next() + "” is guessed first here. Besides such words the password"
                        + " needs at least " + LETTERS_BESIDES + " letters.");
    }

    /** As p@ssw0rd is read. Each character stays in its place. */
    private static String meant(String typed) {
        var read = new StringBuilder(typed);
        for (int at = 0; at < read.length(); at++) {
            int which = WRITTEN_FOR.indexOf(read.charAt(at));
            if (which >= 0) {
                read.setCharAt(at, MEANT.charAt(which));
            }
        }
        return read.toString();
    }

    private Set<String> words(String host) {
        MailSettings saved = settings.load();
        var names = Stream.of(
                        Stream.of(host, ownName()),
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
        var words = new LinkedHashSet<String>(GUESSED);
        names.flatMap(name -> Stream.of(name.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")))
                .filter(label -> label.length() >= WORD)
                .forEach(words::add);
        return words;
    }

    private static String ownName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "";
        }
    }
}
