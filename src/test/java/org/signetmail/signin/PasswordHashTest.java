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
    void theRightPasswordFitsAndAnotherDoesNot() {
        String stored = PasswordHash.store(PASSWORD);

        assertThat(PasswordHash.fits(PASSWORD, stored)).isTrue();
        assertThat(PasswordHash.fits(PASSWORD + " ", stored)).isFalse();
        assertThat(PasswordHash.fits("", stored)).isFalse();
    }

    @Test
    void theSamePasswordIsStoredDifferentlyEachTime() {
        assertThat(PasswordHash.store(PASSWORD)).isNotEqualTo(PasswordHash.store(PASSWORD));
    }

    @Test
    void whatIsStoredNamesItsRoundsAndNotThePassword() {
        assertThat(PasswordHash.store(PASSWORD))
                .startsWith("PBKDF2WithHmacSHA512:210000:")
                .doesNotContain(PASSWORD);
    }

    @Test
    void theKnownAnswerOfTheStandardFits() {
        // RFC 7914, section 11: PBKDF2-HMAC-SHA-256 of "passwd" with "salt" and one round, the first 32 bytes.
        byte[] answer = HexFormat.of().parseHex("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc");
        String stored = "PBKDF2WithHmacSHA256:1:c2FsdA==:" + Base64.getEncoder().encodeToString(answer);

        assertThat(PasswordHash.fits("passwd", stored)).isTrue();
        assertThat(PasswordHash.fits("password", stored)).isFalse();
    }

    /** As an earlier release stored it. */
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
    void fewerRoundsOrAnotherAlgorithmAreOutdatedAndFitAllTheSame() {
        String fewer = withFewerRounds(PASSWORD);

        assertThat(PasswordHash.fits(PASSWORD, fewer)).isTrue();
        assertThat(PasswordHash.isOutdated(fewer)).isTrue();
        assertThat(PasswordHash.isOutdated(fewer.replace("512:1000:", "256:900000:")))
                .isTrue();
        assertThat(PasswordHash.isOutdated(PasswordHash.store(PASSWORD))).isFalse();
    }

    @Test
    void anUmlautFitsHoweverTheKeyboardComposesIt() {
        assertThat(PasswordHash.fits("Schlu\u0308ssel", PasswordHash.store("Schl\u00fcssel")))
                .isTrue();
    }

    @Test
    void nobodysPasswordCostsWhatAnybodysCosts() {
        assertThat(PasswordHash.NOBODYS).startsWith("PBKDF2WithHmacSHA512:210000:");
        assertThat(PasswordHash.NOBODYS.length())
                .isEqualTo(PasswordHash.store(PASSWORD).length());
    }
}
