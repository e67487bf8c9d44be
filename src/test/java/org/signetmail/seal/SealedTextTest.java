package org.signetmail.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;

/** The cipher: published test vectors, interoperability with another implementation, tampering and nonces. */
class SealedTextTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] KEY = HEX.parseHex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
    private static final byte[] NONCE = HEX.parseHex("cafebabefacedbaddecaf888");
    private static final String ID = "0011223344556677";
    private static final SealingKey SEALING_KEY = new SealingKey(ID, new SecretKeySpec(KEY, "AES"));
    private static final List<String> BINDING = List.of("oauth2", "WORLDWIDE", "contoso.com");
    private static final String SECRET = "8Q~canary-secret-ä";
    private static final String STORED =
            "1.0011223344556677.yv66vvrO263eyviI.s02NtgC8GpAoC00D5gMBk89egXk1PvkeCmX4jPwX6Oe6_fE";
    private static final int MILLION = 1_000_000;

    /** Returns the same nonce each time, which real code must never do. */
    private static final class Fixed extends SecureRandom {
        private static final long serialVersionUID = 1L;

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(NONCE, 0, bytes, 0, bytes.length);
        }
    }

    /** Test case 16 of McGrew and Viega, "The Galois/Counter Mode of Operation", which NIST validated GCM with. */
    @Test
    void theJvmsCipherMatchesThePublishedTestVector() throws Exception {
        byte[] plain = HEX.parseHex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
        Cipher cipher = Cipher.getInstance(SealedText.CIPHER);
        cipher.init(
                Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY, "AES"), new GCMParameterSpec(SealedText.TAG_BITS, NONCE));
        cipher.updateAAD(HEX.parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2"));
        assertThat(HEX.formatHex(cipher.doFinal(plain)))
                .isEqualTo("522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                        + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                        + "76fc6ece0f4e1768cddf8853bb2d551b");
    }

    /** Bouncy Castle's AES-GCM, with nothing but the description of the stored form. */
    @Test
    void anotherImplementationCanUnsealIt() throws Exception {
        String[] parts = SealedText.seal(SECRET, BINDING, SEALING_KEY, new SecureRandom())
                .text()
                .split("\\.", -1);
        assertThat(parts).hasSize(4).startsWith("1", ID);
        byte[] nonce = Base64.getUrlDecoder().decode(parts[2]);
        assertThat(nonce).hasSize(12);
        assertThat(bouncyCastle(false, nonce, Base64.getUrlDecoder().decode(parts[3])))
                .isEqualTo(SECRET.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aSecretSealedByAnotherImplementationCanBeUnsealed() throws Exception {
        byte[] sealed = bouncyCastle(true, NONCE, SECRET.getBytes(StandardCharsets.UTF_8));
        String text = "1." + ID + "." + base64(NONCE) + "." + base64(sealed);
        assertThat(SealedText.read(text).open(BINDING, SEALING_KEY)).isEqualTo(SECRET);
        assertThat(SealedText.seal(SECRET, BINDING, SEALING_KEY, new Fixed()).text())
                .as("for the same nonce")
                .isEqualTo(text);
    }

    /** A new version must be able to unseal stored secrets. This one was made by OpenSSL. */
    @Test
    void theStoredFormIsUnchanged() throws Exception {
        assertThat(SealedText.read(STORED).open(BINDING, SEALING_KEY)).isEqualTo(SECRET);
    }

    private static byte[] bouncyCastle(boolean seal, byte[] nonce, byte[] text)
            throws InvalidCipherTextException, IOException {
        var associated = new ByteArrayOutputStream();
        var out = new DataOutputStream(associated);
        for (String part : List.of("1", ID, "oauth2", "WORLDWIDE", "contoso.com")) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
        var cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
        cipher.init(seal, new AEADParameters(new KeyParameter(KEY), 128, nonce, associated.toByteArray()));
        var result = new byte[cipher.getOutputSize(text.length)];
        int length = cipher.processBytes(text, 0, text.length, result, 0);
        cipher.doFinal(result, length);
        return result;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Test
    void alteringAnyBitOfNonceOrCipherTextIsDetected() throws Exception {
        String[] parts = SealedText.seal(SECRET, BINDING, SEALING_KEY, new SecureRandom())
                .text()
                .split("\\.", -1);
        for (int part : new int[] {2, 3}) {
            byte[] bytes = Base64.getUrlDecoder().decode(parts[part]);
            for (int bit = 0; bit < 8 * bytes.length; bit++) {
                byte[] altered = bytes.clone();
                altered[bit / 8] ^= (byte) (1 << (bit % 8));
                String[] all = parts.clone();
                all[part] = base64(altered);
                SealedText text = SealedText.read(String.join(".", all));
                assertThatThrownBy(() -> text.open(BINDING, SEALING_KEY))
                        .as("part %d, bit %d", part, bit)
                        .isInstanceOf(SealBroken.class);
            }
        }
    }

    @Test
    void aShorterTagIsRefused() throws Exception {
        String text = SealedText.seal(SECRET, BINDING, SEALING_KEY, new SecureRandom())
                .text();
        byte[] cipherText = Base64.getUrlDecoder().decode(text.substring(text.lastIndexOf('.') + 1));
        for (int length = 0; length < cipherText.length; length++) {
            String shorter = text.substring(0, text.lastIndexOf('.') + 1) + base64(Arrays.copyOf(cipherText, length));
            assertThatThrownBy(() -> SealedText.read(shorter).open(BINDING, SEALING_KEY))
                    .as("%d bytes", length)
                    .isInstanceOf(SealBroken.class);
        }
    }

    /** A nonce used twice with the same key reveals both secrets (NIST SP 800-38D, appendix A). */
    @Test
    void aMillionNoncesAreAllDifferent() {
        var random = new SecureRandom();
        var nonces = new long[MILLION];
        for (int i = 0; i < MILLION; i++) {
            String text = SealedText.seal("x", BINDING, SEALING_KEY, random).text();
            int begin = 1 + ID.length() + 2;
            // Eight of the twelve bytes suffice: one collision is expected in 37 million runs.
            nonces[i] = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(begin, begin + 16)))
                    .getLong();
        }
        Arrays.sort(nonces);
        for (int i = 1; i < MILLION; i++) {
            assertThat(nonces[i] != nonces[i - 1]).isTrue();
        }
    }
}
