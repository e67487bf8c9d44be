package org.signetmail.signin;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Hashes passwords for storage and verifies a password against a stored hash.
 *
 * <p>PBKDF2 of the JDK with the rounds of OWASP's Password Storage Cheat Sheet (2023). Jakarta Security's
 * Pbkdf2PasswordHash is available only inside a server. The format {@code algorithm:rounds:salt:hash} allows changing
 * algorithm and rounds while old hashes stay valid.
 */
final class PasswordHash {
    /** Minimum password length in characters. */
    static final int MIN_LENGTH = 12;

    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
    private static final int ROUNDS = 210_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 512;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A random hash, for unknown user names: verifying against it takes as long as for a known one. */
    static final String UNKNOWN_USER = encode(random(SALT_BYTES), random(HASH_BITS / Byte.SIZE));

    private PasswordHash() {}

    static String hash(String password) {
        byte[] salt = random(SALT_BYTES);
        return encode(salt, derive(ALGORITHM, password, salt, ROUNDS, HASH_BITS));
    }

    private static String encode(byte[] salt, byte[] hash) {
        return String.join(":", ALGORITHM, Integer.toString(ROUNDS), base64(salt), base64(hash));
    }

    static boolean matches(String password, String stored) {
        String[] parts = stored.split(":", -1);
        if (parts.length != 4) {
            throw new IllegalStateException("The stored password hash has an unknown format.");
        }
        byte[] salt = Base64.getDecoder().decode(parts[2]);
        byte[] hash = Base64.getDecoder().decode(parts[3]);
        return MessageDigest.isEqual(
                hash, derive(parts[0], password, salt, Integer.parseInt(parts[1]), hash.length * Byte.SIZE));
    }

    /** Whether the hash uses another algorithm or fewer rounds than today. */
    static boolean isOutdated(String stored) {
        String[] parts = stored.split(":", -1);
        return !parts[0].equals(ALGORITHM) || Integer.parseInt(parts[1]) < ROUNDS;
    }

    static int lengthOf(String password) {
        return password.codePointCount(0, password.length());
    }

    private static byte[] derive(String algorithm, String password, byte[] salt, int rounds, int bits) {
        // Keyboards compose ü as one code point or two: RFC 8265 compares in normalization form C.
        char[] typed = Normalizer.normalize(password, Normalizer.Form.NFC).toCharArray();
        var spec = new PBEKeySpec(typed, salt, rounds, bits);
        try {
            return SecretKeyFactory.getInstance(algorithm).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java can't compute " + algorithm + ".", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
