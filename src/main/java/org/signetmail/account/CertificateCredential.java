package org.signetmail.account;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A certificate with its private key. The key never prints itself: no length, no part, no hash. Immutable and compared
 * by value.
 *
 * @param certificate DER in base64; public
 * @param privateKey PKCS #8 DER in base64
 */
public record CertificateCredential(String certificate, String privateKey) implements Credential {
    /** Bits of the shortest RSA key that Signet uses. */
    private static final int SHORTEST_KEY = 2048;

    /** @throws InvalidInput if one can't be read, the key is not RSA of at least 2048 bits, or it is another one's */
    public CertificateCredential {
        RSAPublicKey publicKey = publicKey(parsed(certificate));
        if (publicKey.getModulus().bitLength() < SHORTEST_KEY) {
            throw InvalidInput.of("account.certificate.short", SHORTEST_KEY);
        }
        if (!(parsedKey(privateKey) instanceof RSAPrivateKey rsa)
                || !rsa.getModulus().equals(publicKey.getModulus())) {
            throw InvalidInput.of("account.certificate.otherKey");
        }
    }

    public static CertificateCredential of(X509Certificate certificate, PrivateKey key) throws CertificateException {
        return new CertificateCredential(base64(certificate.getEncoded()), base64(key.getEncoded()));
    }

    /** The certificate alone. */
    public X509Certificate x509() {
        return parsed(certificate);
    }

    /**
     * A certificate without its key.
     *
     * @param certificate DER in base64
     * @throws InvalidInput if it can't be read
     */
    public static X509Certificate x509(String certificate) {
        return parsed(certificate);
    }

    public PrivateKey key() {
        return parsedKey(privateKey);
    }

    /** The end of the certificate, to the second. */
    public Instant endsAt() {
        return x509().getNotAfter().toInstant();
    }

    /** SHA-1 in upper-case hexadecimal digits: what Entra shows as the thumbprint. */
    public String thumbprint() {
        return thumbprintOf(certificate);
    }

    /** The same of a certificate alone, DER in base64. */
    public static String thumbprintOf(String certificate) {
        return HexFormat.of().withUpperCase().formatHex(digest(certificate, "SHA-1"));
    }

    /** SHA-256 in base64url without padding: {@code x5t#S256} of RFC 7515, section 4.1.8. */
    public String thumbprintSha256() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest(certificate, "SHA-256"));
    }

    /** SHA-1 in base64url without padding: {@code x5t} of RFC 7515, section 4.1.7. */
    public String thumbprintSha1() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest(certificate, "SHA-1"));
    }

    private static byte[] digest(String certificate, String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm)
                    .digest(Base64.getDecoder().decode(certificate));
        } catch (GeneralSecurityException notInThisJdk) {
            throw new IllegalStateException(notInThisJdk); // Both are required of every JDK.
        }
    }

    private static X509Certificate parsed(String certificate) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(Base64.getDecoder().decode(certificate)));
        } catch (CertificateException | IllegalArgumentException unreadable) {
            throw InvalidInput.of("account.certificate.unreadable");
        }
    }

    private static RSAPublicKey publicKey(X509Certificate certificate) {
        if (certificate.getPublicKey() instanceof RSAPublicKey rsa) {
            return rsa;
        }
        throw InvalidInput.of("account.certificate.notRsa");
    }

    private static PrivateKey parsedKey(String privateKey) {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(privateKey)));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw InvalidInput.of("account.certificate.otherKey");
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "CertificateCredential[" + thumbprint() + "]";
    }
}
