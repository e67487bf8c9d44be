package org.signetmail.credential;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import org.signetmail.account.CertificateCredential;

/**
 * The file that an administrator uploads to Entra, which has no key.
 *
 * @param base64 the certificate alone, DER in base64
 * @param sha1 upper-case hexadecimal digits: the thumbprint that Entra shows
 */
public record CertificateFile(String base64, String sha1) {
    private static final int NAME_DIGITS = 8;
    private static final int PEM_LINE = 64; // characters: RFC 7468, section 2

    public static CertificateFile of(CertificateCredential certificate) {
        return new CertificateFile(certificate.certificate(), certificate.thumbprint());
    }

    /** The file of a stored certificate, whose DER is this base64. */
    public static CertificateFile of(String base64) {
        return new CertificateFile(base64, digest("SHA-1", Base64.getDecoder().decode(base64)));
    }

    /** A name of plain letters, digits, a hyphen and a dot: no shell has to quote it. */
    public String name() {
        return "signet-" + sha1.substring(0, NAME_DIGITS) + ".cer";
    }

    /** The content: PEM (RFC 7468), which Entra, the Azure CLI, PowerShell and OpenSSL read. */
    public String pem() {
        var encoder = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'});
        return "-----BEGIN CERTIFICATE-----\n" + encoder.encodeToString(der()) + "\n-----END CERTIFICATE-----\n";
    }

    /** The same in binary. */
    public byte[] der() {
        return Base64.getDecoder().decode(base64);
    }

    /** Upper-case hexadecimal digits. */
    public String sha256() {
        return digest("SHA-256", der());
    }

    private static String digest(String algorithm, byte[] der) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(der));
        } catch (GeneralSecurityException notInThisJdk) {
            throw new IllegalStateException(notInThisJdk); // Both are required of every JDK.
        }
    }
}
