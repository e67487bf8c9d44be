package org.signetmail.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.practice.SignedCertificate;

/** The search for a private key finds it in each of its usual encodings, and not in its certificate. */
class CanariesTest {
    private final SignedCertificate made =
            SignedCertificate.of(Instant.now(), Instant.now().plus(Duration.ofDays(1)));
    private final RSAPrivateCrtKey key = (RSAPrivateCrtKey) made.key();
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final Canaries canaries = new Canaries(List.of()).and(key);

    @TempDir
    Path folder;

    @Test
    void aKeyIsFoundInText() {
        byte[] encoded = key.getEncoded();

        assertThat(List.of(
                        BASE64.encodeToString(encoded),
                        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded),
                        Base64.getMimeEncoder().encodeToString(encoded),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(encoded),
                        HexFormat.of().formatHex(encoded),
                        HexFormat.ofDelimiter(":").withUpperCase().formatHex(encoded),
                        key.getPrivateExponent().toString(),
                        key.getPrivateExponent().toString(16),
                        key.getPrimeP().toString(16)))
                .allSatisfy(text -> assertThat(canaries.in("before " + text)).isNotEmpty());
    }

    @Test
    void aKeyIsFoundInBase64OfWhateverIsAroundIt() {
        for (int before = 0; before < 3; before++) {
            byte[] around = ByteBuffer.allocate(before + key.getEncoded().length)
                    .position(before)
                    .put(key.getEncoded())
                    .array();
            assertThat(canaries.in(BASE64.encodeToString(around))).isNotEmpty();
        }
    }

    @Test
    void aKeyIsFoundInAFile() throws Exception {
        Path file = folder.resolve("any");
        String base64 = BASE64.encodeToString(key.getEncoded());
        for (byte[] content : List.of(
                key.getEncoded(), key.getPrivateExponent().toByteArray(), base64.getBytes(StandardCharsets.UTF_16LE))) {
            assertThat(canaries.in(Files.write(file, content))).isNotEmpty();
        }
    }

    @Test
    void itsCertificateIsNotTakenForIt() throws Exception {
        Path file = Files.write(folder.resolve("any"), made.der());

        assertThat(canaries.in(file)).isEmpty();
        assertThat(canaries.in(BASE64.encodeToString(made.der()))).isEmpty();
        assertThat(canaries.in(HexFormat.of().formatHex(made.der()))).isEmpty();
        assertThat(canaries.in(made.certificate().toString())).isEmpty();
    }
}
