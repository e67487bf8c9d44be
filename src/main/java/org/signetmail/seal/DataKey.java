package org.signetmail.seal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key for data that is too much for {@link Seal}, such as stored messages: it is stored sealed itself, so that a new sealing
 * key reseals one row instead of all the data. AES-256-GCM with random nonces, of which one key may use 2³² (NIST SP
 * 800-38D, section 8.3). Never prints itself. Thread-safe.
 */
public final class DataKey {
    private static final String ALGORITHM = "AES";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;

    private final SecretKey key;
    private final SecureRandom random;

    private DataKey(byte[] key, SecureRandom random) {
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.random = random;
    }

    public static DataKey create(SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return new DataKey(key, random);
    }

    /** The key of this text, which {@link #text()} gave. */
    public static DataKey of(String text, SecureRandom random) {
        return new DataKey(Base64.getDecoder().decode(text), random);
    }

    /** The key itself, to be sealed. */
    public String text() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /**
     * Returns nonce and cipher text.
     *
     * @param binding what the data belongs to: only with the same it is opened
     */
    public byte[] seal(byte[] data, List<String> binding) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, binding);
            byte[] sealed = new byte[NONCE_BYTES + cipher.getOutputSize(data.length)];
            System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
            cipher.doFinal(data, 0, data.length, sealed, NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has AES-256-GCM", impossible);
        }
    }

    /**
     * Returns the data that was sealed.
     *
     * @throws SealBroken if it was altered, belongs to something else, or was sealed with another key
     */
    public byte[] open(byte[] sealed, List<String> binding) throws SealBroken {
        if (sealed.length < NONCE_BYTES + SealedText.TAG_BITS / Byte.SIZE) {
            throw SealBroken.of("seal.altered");
        }
        try {
            byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, nonce, binding)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (AEADBadTagException altered) {
            throw SealBroken.of("seal.altered");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has AES-256-GCM", impossible);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, List<String> binding) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(SealedText.CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(SealedText.TAG_BITS, nonce));
        cipher.updateAAD(associatedData(binding));
        return cipher;
    }

    /** Each part is prefixed by its length, as otherwise different bindings could have the same bytes. */
    private static byte[] associatedData(List<String> binding) {
        var bytes = new ByteArrayOutputStream();
        for (String part : binding) {
            byte[] text = part.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
            bytes.writeBytes(text);
        }
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        return "DataKey[…]";
    }
}
