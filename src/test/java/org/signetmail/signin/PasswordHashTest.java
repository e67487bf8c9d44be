package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;

class PasswordHashTest {
    private static final String PASSWORD = "correct horse battery";

    @Test
    void onlyTheRightPasswordMatches() {
        String stored = PasswordHash.hash(PASSWORD);

        assertThat(PasswordHash.matches(PASSWORD, stored)).isTrue();
        assertThat(PasswordHash.matches(PASSWORD + " ", stored)).isFalse();
        assertThat(PasswordHash.matches("", stored)).isFalse();
    }

    @Test
    void theSamePasswordIsStoredDifferentlyEachTime() {
        assertThat(PasswordHash.hash(PASSWORD)).isNotEqualTo(PasswordHash.hash(PASSWORD));
    }

    @Test
    void theStoredHashNamesItsRoundsAndNotThePassword() {
        assertThat(PasswordHash.hash(PASSWORD))
                .startsWith("PBKDF2WithHmacSHA512:210000:")
                .doesNotContain(PASSWORD);
    }

    @Test
    void theTestVectorOfTheStandardMatches() {
        // RFC 7914, section 11: PBKDF2-HMAC-SHA-256 of "passwd" with "salt" and one round, the first 32 bytes.
        byte[] answer = HexFormat.of().parseHex("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc");
        String stored = "PBKDF2WithHmacSHA256:1:c2FsdA==:" + Base64.getEncoder().encodeToString(answer);

        assertThat(PasswordHash.matches("passwd", stored)).isTrue();
        assertThat(PasswordHash.matches("password", stored)).isFalse();
    }

    /** Hashes as an earlier release did. */
    static String withFewerRounds(String password) {
        try {
            byte[] salt = "sixteen bytes ..".getBytes(StandardCharsets.US_ASCII);
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, 1000, 512))
                    .getEncoded();
            var base64 = Base64.getEncoder().withoutPadding();
            return "PBKDF2WithHmacSHA512:1000:" + base64.encodeToString(salt) + ":" + base64.encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void outdatedHashesStillMatch() {
        String fewer = withFewerRounds(PASSWORD);

        assertThat(PasswordHash.matches(PASSWORD, fewer)).isTrue();
        assertThat(PasswordHash.isOutdated(fewer)).isTrue();
        assertThat(PasswordHash.isOutdated(fewer.replace("512:1000:", "256:900000:")))
                .isTrue();
        assertThat(PasswordHash.isOutdated(PasswordHash.hash(PASSWORD))).isFalse();
    }

    @Test
    void anUmlautMatchesInEitherComposition() {
        assertThat(PasswordHash.matches("Schlu\u0308ssel", PasswordHash.hash("Schl\u00fcssel")))
                .isTrue();
    }

    @Test
    void anUnknownUserTakesAsLongAsAKnownOne() {
        assertThat(PasswordHash.UNKNOWN_USER).startsWith("PBKDF2WithHmacSHA512:210000:");
        assertThat(PasswordHash.UNKNOWN_USER.length())
                .isEqualTo(PasswordHash.hash(PASSWORD).length());
    }
}
