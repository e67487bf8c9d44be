package org.signetmail.practice;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The secrets and certificates of the app registration, as <i>Certificates &amp; secrets</i> shows them. Thread-safe.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/passwordcredential">passwordCredential</a>
 * @see <a href="https://learn.microsoft.com/graph/api/resources/keycredential">keyCredential</a>
 */
public final class ApplicationKeys {
    /** The secrets that are there from the start outlive the clock of every test. */
    private static final Instant NEVER = Instant.parse("2999-12-31T23:59:59Z");

    private static final Duration LONG_AGO = Duration.ofDays(400);
    private static final Duration PAST = Duration.ofDays(35);

    private final Clock clock;
    private final List<Secret> secrets = new ArrayList<>();
    private final List<Certificate> certificates = new ArrayList<>();

    /**
     * A client secret.
     *
     * @param value the Value, of which Graph shows only the first three characters
     */
    public record Secret(String keyId, String displayName, String value, Instant start, Instant end) {
        public String hint() {
            return value.substring(0, 3);
        }

        @Override
        public String toString() {
            return "Secret[" + keyId + ", " + displayName + ", " + end + "]";
        }
    }

    /**
     * A certificate.
     *
     * @param known whether the token endpoint knows it already; a certificate takes some time to get there
     */
    public record Certificate(String keyId, String displayName, X509Certificate certificate, boolean known) {
        public Instant end() {
            return certificate.getNotAfter().toInstant();
        }

        /** What Entra shows as the thumbprint. */
        public byte[] sha1() {
            return digest("SHA-1");
        }

        byte[] sha256() {
            return digest("SHA-256");
        }

        private byte[] digest(String algorithm) {
            try {
                return MessageDigest.getInstance(algorithm).digest(certificate.getEncoded());
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    ApplicationKeys(Clock clock) {
        this.clock = clock;
        Instant start = clock.instant().minus(LONG_AGO);
        secrets.add(new Secret(Contoso.SECRET_ID, "Signet", Contoso.CLIENT_SECRET, start, NEVER));
        secrets.add(new Secret(UUID.randomUUID().toString(), "Signet, next", Contoso.NEW_SECRET, start, NEVER));
        secrets.add(new Secret(
                UUID.randomUUID().toString(),
                "Signet, former",
                Contoso.EXPIRED_SECRET,
                start,
                clock.instant().minus(PAST)));
    }

    /** Adds a secret with a value of its own, as a person does in the admin center. */
    public synchronized Secret addSecret(String displayName, String value, Instant end) {
        var secret = new Secret(UUID.randomUUID().toString(), displayName, value, clock.instant(), end);
        secrets.add(secret);
        return secret;
    }

    /** Ends a secret at another time, in the past as well. */
    public synchronized void endSecret(String value, Instant end) {
        secrets.replaceAll(secret -> secret.value().equals(value)
                ? new Secret(secret.keyId(), secret.displayName(), secret.value(), secret.start(), end)
                : secret);
    }

    public synchronized void removeSecret(String value) {
        secrets.removeIf(secret -> secret.value().equals(value));
    }

    public synchronized List<Secret> secrets() {
        return List.copyOf(secrets);
    }

    /**
     * Uploads a certificate, as a person does in the admin center.
     *
     * @param file what a {@code .cer} file holds: DER, or PEM
     * @return its Certificate ID
     * @throws CertificateException if the file holds no certificate
     */
    public String uploadCertificate(byte[] file) throws CertificateException {
        return add("CN=uploaded", parsed(file), true).keyId();
    }

    synchronized Certificate add(String displayName, X509Certificate certificate, boolean known) {
        var added = new Certificate(UUID.randomUUID().toString(), displayName, certificate, known);
        certificates.add(added);
        return added;
    }

    /** Lets the token endpoint know all certificates. */
    synchronized void spread() {
        certificates.replaceAll(one -> new Certificate(one.keyId(), one.displayName(), one.certificate(), true));
    }

    /** Removes a certificate; false if there is none with this Certificate ID. */
    public synchronized boolean removeCertificate(String keyId) {
        return certificates.removeIf(one -> one.keyId().equalsIgnoreCase(keyId));
    }

    public synchronized List<Certificate> certificates() {
        return List.copyOf(certificates);
    }

    /** The certificate that a JOSE header names by {@code x5t#S256}, by {@code x5t}, or by {@code kid} as a thumbprint. */
    synchronized Optional<Certificate> named(AssertionHeader header) {
        return certificates.stream().filter(header::names).findFirst();
    }

    static X509Certificate parsed(byte[] file) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(file));
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
