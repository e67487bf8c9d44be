package org.signetmail.alert;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.signetmail.account.InvalidInput;

/** The secret that requests to a webhook are signed with. Never prints itself. */
public record WebhookSecret(String value) {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST = 16;
    private static final int LONGEST = 1000;

    public WebhookSecret {
        if (value.length() < SHORTEST
                || value.length() > LONGEST
                || value.chars().anyMatch(Character::isISOControl)) {
            throw InvalidInput.of("alert.webhook.secret", SHORTEST, LONGEST);
        }
    }

    /**
     * The signature of a request: HMAC-SHA256 (RFC 2104) of the seconds since 1970, a dot, and the body, in lower-case
     * hexadecimal digits.
     */
    String signature(Instant at, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(value.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has HMAC-SHA256", impossible);
        }
    }

    @Override
    public String toString() {
        return "WebhookSecret[…]";
    }
}
