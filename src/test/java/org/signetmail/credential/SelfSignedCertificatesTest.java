package org.signetmail.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.ClientId;
import org.signetmail.account.InvalidInput;

/** Certificates made by Signet, read by OpenSSL and Bouncy Castle. */
class SelfSignedCertificatesTest {
    private static final ClientId CLIENT = new ClientId("4f2a1c0e-7b1d-4c55-9a3e-2d6f8b10c7a4");
    private static final Instant NOW = Instant.parse("2026-11-28T09:30:15.678Z");

    @TempDir
    Path folder;

    private static CertificateCredential made(Instant now, int months) {
        return SelfSignedCertificates.make(CLIENT, months, Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void theKeyIsRsa3072AndTheNameTellsSignetAndTheClient() throws Exception {
        CertificateCredential made = made(NOW, SelfSignedCertificates.USUAL);

        assertThat(((RSAPublicKey) made.x509().getPublicKey()).getModulus().bitLength())
                .isEqualTo(3072);
        assertThat(made.x509().getSubjectX500Principal().getName())
                .isEqualTo("CN=Signet " + CLIENT)
                .isEqualTo(made.x509().getIssuerX500Principal().getName());
        assertThat(made.x509().getNotBefore()).isEqualTo(Instant.parse("2026-11-28T08:30:15Z"));
        assertThat(made.endsAt()).isEqualTo(Instant.parse("2027-11-28T09:30:15Z"));
        assertThat(made.toString()).doesNotContain(made.privateKey().substring(640, 680));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(made.key());
        signature.update(new byte[] {1, 2, 3});
        byte[] signed = signature.sign();
        signature.initVerify(made.x509());
        signature.update(new byte[] {1, 2, 3});
        assertThat(signature.verify(signed)).isTrue();
    }

    @Test
    void noTwoHaveTheSameKeyOrSerialNumber() {
        CertificateCredential one = made(NOW, 12);
        CertificateCredential other = made(NOW, 12);

        assertThat(one.x509().getPublicKey()).isNotEqualTo(other.x509().getPublicKey());
        assertThat(one.x509().getSerialNumber()).isNotEqualTo(other.x509().getSerialNumber());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 25, Integer.MAX_VALUE})
    void anotherLifeThanOneTo24MonthsIsRefused(int months) {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> made(NOW, months))
                .withMessageContaining("1 to 24 months");
    }

    /** RFC 5280, section 4.1.2.5: a year from 2050 on has another form. */
    @ParameterizedTest
    @CsvSource({"2024-02-29T12:00:00Z, 12, 2025-02-28T12:00:00Z", "2049-06-30T12:00:00Z, 24, 2051-06-30T12:00:00Z"})
    void theEndIsRightInLeapYearsAndAfter2049(Instant now, int months, Instant end) {
        assertThat(made(now, months).endsAt()).isEqualTo(end);
    }

    /** RFC 5280, section 4.1.2.5: UTCTime through the year 2049, GeneralizedTime from 2050 on. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-28T09:30:15Z, 261128083015Z, UTCTIME :271128093015Z",
        "2048-12-31T23:59:59Z, 481231225959Z, UTCTIME :491231235959Z",
        "2049-01-01T00:00:00Z, 481231230000Z, GENERALIZEDTIME :20500101000000Z"
    })
    void theTimesAreOfTheTypeThatTheirYearDemands(Instant now, String from, String until) throws Exception {
        byte[] der = CertificateFile.of(made(now, 12)).der();
        Files.write(folder.resolve("binary.cer"), der);

        String parsed = new CertificateTools(folder).openssl("asn1parse", "-inform", "DER", "-in", "binary.cer");

        assertThat(parsed.replaceAll(" +:", " :")).containsSubsequence("UTCTIME :" + from, until);
        Time end = Certificate.getInstance(der).getEndDate();
        assertThat(end.toASN1Primitive() instanceof ASN1UTCTime).isEqualTo(until.startsWith("UTC"));
    }

    /** RFC 4055, section 5: the parameters of sha256WithRSAEncryption are NULL, and not absent. */
    @Test
    void theSignatureAlgorithmHasItsParameters() {
        var read = Certificate.getInstance(
                CertificateFile.of(made(NOW, SelfSignedCertificates.USUAL)).der());

        assertThat(read.getSignatureAlgorithm().getParameters()).isEqualTo(DERNull.INSTANCE);
        assertThat(read.getTBSCertificate().getSignature()).isEqualTo(read.getSignatureAlgorithm());
    }

    @Test
    void opensslReadsTheFile() throws Exception {
        CertificateCredential made = made(NOW, SelfSignedCertificates.USUAL);
        CertificateFile file = CertificateFile.of(made);
        Files.writeString(folder.resolve(file.name()), file.pem());
        Files.write(folder.resolve("binary.cer"), file.der());
        var tools = new CertificateTools(folder);

        for (String[] input : new String[][] {{file.name(), "PEM"}, {"binary.cer", "DER"}}) {
            String read =
                    tools.openssl("x509", "-in", input[0], "-inform", input[1], "-noout", "-text", "-fingerprint");
            assertThat(read)
                    .contains("CN = Signet " + CLIENT, "Public-Key: (3072 bit)", "sha256WithRSAEncryption")
                    .contains("Not Before: Nov 28 08:30:15 2026 GMT", "Not After : Nov 28 09:30:15 2027 GMT");
            assertThat(read.replace(":", "")).containsIgnoringCase("fingerprint=" + file.sha1());
        }
        assertThat(tools.openssl("x509", "-in", file.name(), "-noout", "-fingerprint", "-sha256")
                        .replace(":", ""))
                .contains(file.sha256());
        assertThat(tools.openssl(
                        "verify",
                        "-check_ss_sig",
                        "-attime",
                        Long.toString(NOW.getEpochSecond()),
                        "-CAfile",
                        file.name(),
                        file.name()))
                .contains("OK");
        assertThat(file.pem()).doesNotContain("PRIVATE");
    }

    @Test
    void bouncyCastleVerifiesTheSignature() throws Exception {
        CertificateCredential made = made(NOW, SelfSignedCertificates.USUAL);
        var holder = new X509CertificateHolder(CertificateFile.of(made).der());

        assertThat(holder.isSignatureValid(new JcaContentVerifierProviderBuilder().build(holder)))
                .isTrue();
        assertThat(holder.isValidOn(java.util.Date.from(NOW.minus(Duration.ofMinutes(59)))))
                .isTrue();
        var other = new X509CertificateHolder(CertificateFile.of(made(NOW, 1)).der());
        assertThat(holder.isSignatureValid(new JcaContentVerifierProviderBuilder().build(other)))
                .isFalse();
    }
}
