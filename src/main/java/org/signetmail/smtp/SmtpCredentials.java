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
 * Credentials for an SMTP server. {@code toString} omits the secret.
 *
 * @param mechanisms SASL mechanisms in order of preference; blank for no sign-in
 * @param secret the password or the token
 * @param obtainedAt when the token was obtained; empty for a password, which can't be renewed
 * @param expiresAt when the token expires; empty for a password
 */
record SmtpCredentials(
        String mechanisms, String user, String secret, Optional<Instant> obtainedAt, Optional<Instant> expiresAt) {
    private static final String REDACTED = "[…]";

    /** Length of the prefix that gives a secret away: a server may echo only the beginning of what it received. */
    private static final int PREFIX_LENGTH = 8;

    private static final Pattern BASE64_OF_PREFIX = Pattern.compile("[A-Za-z0-9+/]{11,}={0,2}");
    private static final Pattern BASE64_OF_SHORT_SECRET = Pattern.compile("[A-Za-z0-9+/]{4,}={0,2}");

    static SmtpCredentials ofToken(Mailbox mailbox, AccessToken token) {
        return new SmtpCredentials(
                TokenSignIn.MECHANISM,
                mailbox.address(),
                token.value(),
                Optional.of(token.obtainedAt()),
                Optional.of(token.expiresAt()));
    }

    static SmtpCredentials ofPassword(Optional<MailAccount.Login> login) {
        return login.map(with -> new SmtpCredentials(
                        "PLAIN LOGIN",
                        with.destination().user(),
                        with.password().value(),
                        Optional.empty(),
                        Optional.empty()))
                .orElse(new SmtpCredentials("", "", "", Optional.empty(), Optional.empty()));
    }

    boolean isPresent() {
        return !mechanisms.isEmpty();
    }

    boolean usesToken() {
        return mechanisms.equals(TokenSignIn.MECHANISM);
    }

    /** Whether the token was obtained before this moment, in which case a newer one may be accepted. */
    boolean isOlderThan(Instant moment) {
        return obtainedAt.isPresent() && obtainedAt.get().isBefore(moment);
    }

    /** Redacts the secret and its prefix from a server's reply, in clear text and in the base64 of a sign-in. */
    String redact(String reply) {
        if (!isPresent()) {
            return reply;
        }
        boolean isLong = secret.length() > PREFIX_LENGTH;
        String prefix = isLong ? secret.substring(0, PREFIX_LENGTH) : secret;
        String redacted = reply.replace(secret, REDACTED);
        if (isLong && redacted.contains(prefix)) {
            redacted = redacted.replaceAll(Pattern.quote(prefix) + "\\S*", REDACTED);
        }
        return (isLong ? BASE64_OF_PREFIX : BASE64_OF_SHORT_SECRET)
                .matcher(redacted)
                .replaceAll(
                        run -> containsPrefix(prefix, run.group()) ? REDACTED : Matcher.quoteReplacement(run.group()));
    }

    /** Whether the complete groups of four base64 characters decode to text with the prefix. */
    private static boolean containsPrefix(String prefix, String base64) {
        String whole = base64.substring(0, base64.length() - base64.length() % 4);
        try {
            return new String(Base64.getDecoder().decode(whole), StandardCharsets.UTF_8).contains(prefix);
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "SmtpCredentials[" + mechanisms + "]";
    }
}
