package org.signetmail.seal;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * An AES-256 key and its ID, which sealed texts contain.
 *
 * @param id random and not derived from the key; not secret
 */
record SealingKey(String id, SecretKey key) {
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 8;
    private static final Pattern LINE = Pattern.compile("signet-key:1:([0-9a-f]{16}):([A-Za-z0-9+/]{43}=)");

    static SealingKey random(SecureRandom random) {
        byte[] id = new byte[ID_BYTES];
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(id);
        random.nextBytes(key);
        return new SealingKey(HexFormat.of().formatHex(id), new SecretKeySpec(key, "AES"));
    }

    /** Parses a line of a key file; empty if it is not a key. */
    static Optional<SealingKey> read(String line) {
        Matcher found = LINE.matcher(line);
        return found.matches()
                ? Optional.of(new SealingKey(
                        found.group(1), new SecretKeySpec(Base64.getDecoder().decode(found.group(2)), "AES")))
                : Optional.empty();
    }

    /** Returns the line for a key file. */
    String line() {
        return "signet-key:1:" + id + ":" + Base64.getEncoder().encodeToString(key.getEncoded());
    }

    @Override
    public String toString() {
        return "SealingKey[" + id + "]";
    }
}
