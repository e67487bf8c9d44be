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
record SmtpCredentials(
        String mechanisms, String user, String secret, Optional<Instant> since, Optional<Instant> until) {
    private static final String HIDDEN = "[…]";

    /** A server may repeat no more than the beginning of what it heard. So much of a secret gives it away. */
    private static final int TELLTALE = 8;

    private static final Pattern BASE64_OF_TELLTALE = Pattern.compile("[A-Za-z0-9+/]{11,}={0,2}");
    private static final Pattern BASE64_OF_LESS = Pattern.compile("[A-Za-z0-9+/]{4,}={0,2}");

    static SmtpCredentials byToken(Mailbox mailbox, AccessToken token) {
        return new SmtpCredentials(
                TokenSignIn.MECHANISM,
                mailbox.address(),
                token.value(),
                Optional.of(token.obtainedAt()),
                Optional.of(token.expiresAt()));
    }

    static SmtpCredentials byPassword(Optional<MailAccount.Login> login) {
        return login.map(with -> new SmtpCredentials(
                        "PLAIN LOGIN",
                        with.destination().user(),
                        with.password().value(),
                        Optional.empty(),
                        Optional.empty()))
                .orElse(new SmtpCredentials("", "", "", Optional.empty(), Optional.empty()));
    }

    boolean wanted() {
        return !mechanisms.isEmpty();
    }

    boolean usesToken() {
        return mechanisms.equals(TokenSignIn.MECHANISM);
    }

    /** Whether it was remembered from before this moment, so that a newer one may do better. */
    boolean isOlderThan(Instant moment) {
        return since.isPresent() && since.get().isBefore(moment);
    }

    /** A server's words without the secret or its beginning, be it in clear or in the base64 of a sign-in. */
    String redact(String words) {
        if (!wanted()) {
            return words;
        }
        boolean isLong = secret.length() > TELLTALE;
        String telltale = isLong ? secret.substring(0, TELLTALE) : secret;
        String clear = words.replace(secret, HIDDEN);
        if (isLong && clear.contains(telltale)) {
            clear = clear.replaceAll(Pattern.quote(telltale) + "\\S*", HIDDEN);
        }
        return (isLong ? BASE64_OF_TELLTALE : BASE64_OF_LESS)
                .matcher(clear)
                .replaceAll(run -> holds(telltale, run.group()) ? HIDDEN : Matcher.quoteReplacement(run.group()));
    }

    /** Whether it stands in the whole groups of four letters. */
    private static boolean holds(String telltale, String base64) {
        String whole = base64.substring(0, base64.length() - base64.length() % 4);
        try {
            return new String(Base64.getDecoder().decode(whole), StandardCharsets.UTF_8).contains(telltale);
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "SmtpSignIn[" + mechanisms + "]";
    }
}
