package org.signetmail.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.InvalidInput;

/** Imports files that OpenSSL and keytool made. */
class Pkcs12FileTest {
    private static final String PASSWORD = "cAn4R pkcs+12 pass~word 6094";
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @TempDir
    Path folder;

    private CertificateTools tools;

    @BeforeEach
    void openTools() {
        tools = new CertificateTools(folder);
    }

    private void certificate(String algorithm, String bits) throws Exception {
        tools.selfSigned("-newkey", algorithm + ":" + bits);
    }

    private byte[] exported(String... options) throws Exception {
        return tools.pkcs12(PASSWORD, options);
    }

    private byte[] keytool(String... options) throws Exception {
        return tools.generatedByKeytool(PASSWORD, options);
    }

    private static Pkcs12File file(byte[] content) {
        return new Pkcs12File(Base64.getEncoder().encodeToString(content), PASSWORD);
    }

    /** The whole exception, with its causes, never has the password. */
    private static String refusal(Pkcs12File file, Instant now) {
        InvalidInput refused = catchThrowableOfType(InvalidInput.class, () -> file.credential(now));
        var printed = new StringWriter();
        refused.printStackTrace(new PrintWriter(printed));
        assertThat(printed.toString()).doesNotContain(PASSWORD, "Caused by");
        assertThat(file.toString()).doesNotContain(PASSWORD);
        return refused.getMessage();
    }

    private String refusal(byte[] content) {
        return refusal(file(content), now.plus(Duration.ofDays(1)));
    }

    private void assertImported(byte[] content) {
        CertificateCredential imported = file(content).credential(now.plus(Duration.ofDays(1)));
        assertThat(imported.x509().getSubjectX500Principal().getName()).isEqualTo("CN=imported");
        assertThat(imported.toString()).doesNotContain(imported.privateKey().substring(640, 680));
    }

    /** PBES2 with AES-256 and a MAC by SHA-256. */
    @Test
    void aNewFileOfOpensslIsTaken() throws Exception {
        certificate("rsa", "2048");

        assertImported(exported());
    }

    /** RC2 with 40 bits for the certificate, 3DES for the key, a MAC by SHA-1: Windows and older versions. */
    @Test
    void anOldFileOfOpensslIsTaken() throws Exception {
        certificate("rsa", "3072");

        assertImported(exported("-legacy"));
        assertImported(exported("-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES", "-macalg", "sha1"));
    }

    @Test
    void aFileWithoutEncryptionOfTheCertificateIsTaken() throws Exception {
        certificate("rsa", "2048");

        assertImported(exported("-certpbe", "NONE"));
    }

    @Test
    void filesOfKeytoolAreTaken() throws Exception {
        assertImported(keytool());
    }

    @Test
    void anOldFileOfKeytoolIsTaken() throws Exception {
        assertImported(keytool("-J-Dkeystore.pkcs12.legacy"));
    }

    @Test
    void lineBreaksInTheBase64AreIgnored() throws Exception {
        certificate("rsa", "2048");

        var file = new Pkcs12File(Base64.getMimeEncoder().encodeToString(exported()), PASSWORD);

        assertThat(file.credential(now.plus(Duration.ofDays(1))).certificate()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong", "cAn4R pkcs+12 pass~word 6095", "pässwörd"})
    void aWrongPasswordIsNamed(String wrong) throws Exception {
        certificate("rsa", "2048");
        for (byte[] content : List.of(exported(), exported("-legacy"))) {
            var file = new Pkcs12File(file(content).base64(), wrong);

            assertThat(refusal(file, now)).isEqualTo("The password of the file is wrong.");
        }
    }

    @Test
    void aFileWithoutAPrivateKeyIsRefused() throws Exception {
        certificate("rsa", "2048");

        assertThat(refusal(exported("-nokeys"))).contains("no private key");
    }

    @Test
    void aFileWithSeveralKeysIsRefused() throws Exception {
        keytool();

        assertThat(refusal(keytool("-alias", "two"))).contains("2 private keys");
    }

    @Test
    void aKeyOnEllipticCurvesIsRefused() throws Exception {
        tools.selfSigned("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");

        assertThat(refusal(exported())).contains("another kind of key than RSA");
    }

    @Test
    void aShortKeyIsRefused() throws Exception {
        certificate("rsa", "1024");

        assertThat(refusal(exported())).contains("shorter than 2048 bits");
    }

    @Test
    void aCertificatePastItsEndOrBeforeItsStartIsRefused() throws Exception {
        certificate("rsa", "2048");
        Pkcs12File file = file(exported());

        assertThat(refusal(file, now.plus(Duration.ofDays(91)))).contains("ended on", "(UTC)");
        assertThat(refusal(file, now.minus(Duration.ofDays(1)))).contains("not valid before", "(UTC)");
    }

    @Test
    void aPemFileIsNamedWhetherPastedOrChosen() throws Exception {
        certificate("rsa", "2048");
        for (String pem : List.of("key.pem", "certificate.pem")) {
            byte[] content = tools.read(pem);

            assertThat(refusal(content)).contains("PEM file");
            assertThat(refusal(new Pkcs12File(new String(content, StandardCharsets.US_ASCII), PASSWORD), now))
                    .contains("PEM file");
        }
    }

    @Test
    void whatIsNoSuchFileIsRefused() throws Exception {
        certificate("rsa", "2048");
        tools.openssl("x509", "-in", "certificate.pem", "-outform", "DER", "-out", "certificate.cer");

        assertThat(refusal(tools.read("certificate.cer"))).contains("not a .pfx or .p12 file");
        assertThat(refusal(keytool("-storetype", "JKS", "-keypass", PASSWORD))).contains("not a .pfx or .p12 file");
        assertThat(refusal("not a key store".getBytes(StandardCharsets.US_ASCII)))
                .contains("not a .pfx or .p12 file");
        assertThat(refusal(new Pkcs12File("§ not base64 §", PASSWORD), now)).contains("base64");
        assertThat(refusal(new Pkcs12File("  ", PASSWORD), now)).contains("Choose");
        assertThat(refusal(new Pkcs12File("====", PASSWORD), now)).contains("base64");
    }

    @Test
    void aTruncatedOrAlteredFileIsRefusedAndNeverFailsOtherwise() throws Exception {
        certificate("rsa", "2048");
        byte[] whole = exported();
        for (int length = 1; length < whole.length; length += 331) {
            assertThat(refusal(java.util.Arrays.copyOf(whole, length))).isNotBlank();
        }
        for (int at = 0; at < whole.length; at += 197) {
            byte[] altered = whole.clone();
            altered[at] ^= (byte) 0x41;
            assertThat(refusal(altered)).isNotBlank();
        }
    }

    @Test
    void aLargeFileIsRefusedUnread() {
        assertThat(refusal(new byte[70 * 1024])).contains("larger than 64 KB");
        assertThat(refusal(new byte[10 * 1024 * 1024])).contains("larger than 64 KB");
    }
}
