package org.signetmail.seal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.signetmail.text.Messages;

/**
 * The stored form of a sealed secret: {@code 1.key id.nonce.cipher text}, nonce and cipher text in base64url.
 *
 * <p>Version, key ID and binding are the associated data. Each is prefixed by its length, as otherwise different
 * bindings could have the same bytes.
 *
 * @see <a href="https://doi.org/10.6028/NIST.SP.800-38D">NIST SP 800-38D</a>: random nonces of 96 bits, tag of 128 bits
 */
final class SealedText {
    private static final String VERSION = "1";
    static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    static final int TAG_BITS = 128;

    private final String keyId;
    private final byte[] nonce;
    private final byte[] cipherText;

    private SealedText(String keyId, byte[] nonce, byte[] cipherText) {
        this.keyId = keyId;
        this.nonce = nonce;
        this.cipherText = cipherText;
    }

    static SealedText seal(String secret, List<String> binding, SealingKey key, SecureRandom random) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] cipherText =
                    cipher(Cipher.ENCRYPT_MODE, key, nonce, binding).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return new SealedText(key.id(), nonce, cipherText);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has AES-256-GCM", impossible);
        }
    }

    /** @throws SealBroken if the text does not have this form */
    static SealedText read(String sealed) throws SealBroken {
        String[] parts = sealed.split("\\.", -1);
        if (parts.length != 4 || !parts[0].equals(VERSION)) {
            throw SealBroken.of("seal.format");
        }
        try {
            Base64.Decoder decoder = Base64.getUrlDecoder();
            return new SealedText(parts[1], decoder.decode(parts[2]), decoder.decode(parts[3]));
        } catch (IllegalArgumentException notBase64) {
            throw altered();
        }
    }

    /** The ID of the key that this was sealed with; a description if it can't be read. */
    static String keyIdOf(String sealed) {
        try {
            return read(sealed).keyId();
        } catch (SealBroken unreadable) {
            return Messages.text("seal.unknownKey");
        }
    }

    String keyId() {
        return keyId;
    }

    String open(List<String> binding, SealingKey key) throws SealBroken {
        if (nonce.length != NONCE_BYTES || cipherText.length < TAG_BITS / Byte.SIZE) {
            throw altered();
        }
        try {
            byte[] secret = cipher(Cipher.DECRYPT_MODE, key, nonce, binding).doFinal(cipherText);
            return new String(secret, StandardCharsets.UTF_8);
        } catch (AEADBadTagException broken) {
            throw altered();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has AES-256-GCM", impossible);
        }
    }

    /** The stored form. */
    String text() {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return String.join(".", VERSION, keyId, encoder.encodeToString(nonce), encoder.encodeToString(cipherText));
    }

    private static Cipher cipher(int mode, SealingKey key, byte[] nonce, List<String> binding)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associatedData(key.id(), binding));
        return cipher;
    }

    private static byte[] associatedData(String keyId, List<String> binding) {
        var bytes = new ByteArrayOutputStream();
        write(bytes, VERSION);
        write(bytes, keyId);
        binding.forEach(part -> write(bytes, part));
        return bytes.toByteArray();
    }

    private static void write(ByteArrayOutputStream bytes, String part) {
        byte[] text = part.getBytes(StandardCharsets.UTF_8);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
        bytes.writeBytes(text);
    }

    private static SealBroken altered() {
        return SealBroken.of("seal.altered");
    }
}
