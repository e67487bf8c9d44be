package org.signetmail.account;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.signetmail.text.Messages;

/** The certificate authorities trusted for a cloud's servers: those of the JVM, or only those in one PEM file. */
public record Trust(Optional<Path> authority) {
    /** The certificate authorities of the JVM. */
    public static final Trust JVM = new Trust(Optional.empty());

    /** Only the certificates in this PEM file. */
    public static Trust only(Path pem) {
        return new Trust(Optional.of(pem));
    }

    /**
     * An SSL context that trusts only these authorities. The caller must verify host names.
     *
     * @throws IOException if the PEM file can't be read
     * @throws GeneralSecurityException if it holds no certificate
     */
    public SSLContext sslContext() throws IOException, GeneralSecurityException {
        if (authority.isEmpty()) {
            return SSLContext.getDefault();
        }
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(authority.get())) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("authority-" + trusted.size(), certificate);
            }
        }
        if (trusted.size() == 0) {
            throw new GeneralSecurityException(Messages.text("account.trust.noCertificate", authority.get()));
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
