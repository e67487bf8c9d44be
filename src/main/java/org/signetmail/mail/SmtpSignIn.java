package org.signetmail.mail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Mailbox;
import org.signetmail.token.AccessToken;

/**
 * How to sign in at an SMTP server. Never prints its secret.
 *
 * @param mechanisms the SASL mechanisms that may be used, in the order of preference; blank for no sign-in
 * @param secret the password, or the token
 * @param since since when a token is in use; for anything else it makes no sense to ask for a newer one
 */
record SmtpSignIn(String mechanisms, String user, String secret, Optional<Instant> since) {

    static SmtpSignIn byToken(Mailbox mailbox, AccessToken token) {
        return new SmtpSignIn("XOAUTH2", mailbox.address(), token.value(), Optional.of(token.obtainedAt()));
    }

    static SmtpSignIn byPassword(Optional<MailAccount.Login> login) {
        return login.map(with -> new SmtpSignIn(
                        "PLAIN LOGIN",
                        with.destination().user(),
                        with.password().value(),
                        Optional.empty()))
                .orElse(new SmtpSignIn("", "", "", Optional.empty()));
    }

    boolean wanted() {
        return !mechanisms.isEmpty();
    }

    /** Whether it was remembered from before this moment, so that a newer one may do better. */
    boolean isOlderThan(Instant moment) {
        return since.isPresent() && since.get().isBefore(moment);
    }

    /** A server's words without what was sent to it to sign in. */
    String unsaid(String words) {
        if (!wanted()) {
            return words;
        }
        String without = words.replace(secret, "[…]");
        for (String sent : new String[] {
            secret, "\0" + user + "\0" + secret, "user=" + user + "\u0001auth=Bearer " + secret + "\u0001\u0001"
        }) {
            without = without.replace(Base64.getEncoder().encodeToString(sent.getBytes(StandardCharsets.UTF_8)), "[…]");
        }
        return without;
    }

    @Override
    public String toString() {
        return "SmtpSignIn[" + mechanisms + "]";
    }
}
