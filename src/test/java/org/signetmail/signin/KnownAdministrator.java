package org.signetmail.signin;

import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** One administrator in memory. Its hashes have one round, so many attempts are fast. */
final class KnownAdministrator extends Administrators {
    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";

    private String hash;

    KnownAdministrator(Clock clock, String password) {
        this.clock = clock;
        setPassword(password);
    }

    @Override
    boolean isEmpty() {
        return false;
    }

    @Override
    Optional<String> passwordHashOf(String name) {
        return Optional.of(hash).filter(stored -> name.equals(ADMIN));
    }

    @Override
    void setPassword(String password) {
        byte[] salt = new byte[16];
        try {
            var spec = new PBEKeySpec(password.toCharArray(), salt, 1, 512);
            byte[] derived =
                    SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
            Base64.Encoder base64 = Base64.getEncoder();
            hash = ALGORITHM + ":1:" + base64.encodeToString(salt) + ":" + base64.encodeToString(derived);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
