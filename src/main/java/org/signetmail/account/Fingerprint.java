package org.signetmail.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A keyed hash to compare secrets by without storing them: HMAC-SHA-256 with a random key that exists in this JVM only.
 * Never prints itself.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>
 */
public record Fingerprint(String value) {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final SecretKeySpec KEY = new SecretKeySpec(random(), ALGORITHM);

    private static byte[] random() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /** Two are equal if the credentials are; that of a federated assertion is by its file. */
    public static Fingerprint of(Credential credential) {
        if (credential instanceof ClientSecret secret) {
            return of(secret.value());
        }
        if (credential instanceof CertificateCredential certificate) {
            return of(certificate.certificate() + " " + certificate.privateKey());
        }
        return of(((FederatedAssertion) credential).file().toString());
    }

    public static Fingerprint of(RelayPassword password) {
        return of(password.value());
    }

    private static Fingerprint of(String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(KEY);
            return new Fingerprint(HexFormat.of().formatHex(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException notInThisJdk) {
            throw new IllegalStateException(
                    notInThisJdk); // Required of every JDK (Java Security Standard Algorithm Names).
        }
    }

    @Override
    public String toString() {
        return "Fingerprint[…]";
    }
}
