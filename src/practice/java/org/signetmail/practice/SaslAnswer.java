package org.signetmail.practice;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client says after AUTH XOAUTH2.
 *
 * @see <a
 *     href="https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth#sasl-xoauth2">
 *     SASL XOAUTH2</a>
 */
record SaslAnswer(String user, String token) {
    private static final Pattern FORM = Pattern.compile("user=([^\u0001]+)\u0001auth=Bearer ([^\u0001]+)\u0001\u0001");

    /** Empty where Exchange would not understand it. */
    static Optional<SaslAnswer> read(String base64) {
        try {
            var text = new String(Base64.getDecoder().decode(base64.strip()), StandardCharsets.UTF_8);
            Matcher parts = FORM.matcher(text);
            return parts.matches() ? Optional.of(new SaslAnswer(parts.group(1), parts.group(2))) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "SaslAnswer[" + user + "]";
    }
}
