package org.signetmail.smtp;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Mailbox;
import org.signetmail.token.AccessToken;

/**
 * How to sign in at an SMTP server. Never prints its secret.
 *
 * @param mechanisms the SASL mechanisms that may be used, in the order of preference; blank for no sign-in
 * @param secret the password, or the token
 * @param since since when a token is in use; for anything else it makes no sense to ask for a newer one
 * @param until when the token ends; empty for what does not end
 */
record SmtpSignIn(String mechanisms, String user, String secret, Optional<Instant> since, Optional<Instant> until) {
    private static final String HIDDEN = "[…]";
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{4,}={0,2}");

    static SmtpSignIn byToken(Mailbox mailbox, AccessToken token) {
        return new SmtpSignIn(
                "XOAUTH2",
                mailbox.address(),
                token.value(),
                Optional.of(token.obtainedAt()),
                Optional.of(token.expiresAt()));
    }

    static SmtpSignIn byPassword(Optional<MailAccount.Login> login) {
        return login.map(with -> new SmtpSignIn(
                        "PLAIN LOGIN",
                        with.destination().user(),
                        with.password().value(),
                        Optional.empty(),
                        Optional.empty()))
                .orElse(new SmtpSignIn("", "", "", Optional.empty(), Optional.empty()));
    }

    boolean wanted() {
        return !mechanisms.isEmpty();
    }

    /** Whether it was remembered from before this moment, so that a newer one may do better. */
    boolean isOlderThan(Instant moment) {
        return since.isPresent() && since.get().isBefore(moment);
    }

    /** A server's words without the secret, be it in clear or in the base64 of a sign-in. */
    String unsaid(String words) {
        if (!wanted()) {
            return words;
        }
        return BASE64.matcher(words.replace(secret, HIDDEN))
                .replaceAll(run -> holdsSecret(run.group()) ? HIDDEN : Matcher.quoteReplacement(run.group()));
    }

    private boolean holdsSecret(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8).contains(secret);
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "SmtpSignIn[" + mechanisms + "]";
    }
}
