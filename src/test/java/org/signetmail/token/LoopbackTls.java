package org.signetmail.token;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority for servers on loopback. */
public final class LoopbackTls {
    private static final X500Name AUTHORITY = new X500Name("CN=Loopback authority");
    private static final Instant FROM = Instant.EPOCH;
    private static final Instant UNTIL = Instant.parse("2099-01-01T00:00:00Z");
    private static final char[] NO_PASSWORD = new char[0];

    private final KeyPair authority;
    private final Path caFile;

    public LoopbackTls(Path folder) throws IOException, GeneralSecurityException {
        authority = newKey();
        caFile = folder.resolve("loopback-ca.pem");
        var text = new StringWriter();
        try (var pem = new JcaPEMWriter(text)) {
            pem.writeObject(signed(authority, AUTHORITY, null, FROM, UNTIL));
        }
        Files.writeString(caFile, text.toString());
    }

    public Path caFile() {
        return caFile;
    }

    /** The TLS context of a server at {@code localhost}. */
    public SSLContext localhost() throws GeneralSecurityException, IOException {
        return serverNamed("localhost");
    }

    /** The TLS context of a server with this name or IPv6 address. */
    public SSLContext serverNamed(String name) throws GeneralSecurityException, IOException {
        return server(new Names(name, List.of((name.contains(":") ? "IP:" : "DNS:") + name)), FROM, UNTIL);
    }

    /**
     * The names in a certificate.
     *
     * @param common the common name
     * @param alternative the subject alternative names, each {@code DNS:} or {@code IP:} and its value
     */
    public record Names(String common, List<String> alternative) {
        private GeneralNames asExtension() {
            return new GeneralNames(alternative.stream()
                    .map(name -> new GeneralName(
                            name.startsWith("IP:") ? GeneralName.iPAddress : GeneralName.dNSName,
                            name.substring(name.indexOf(':') + 1)))
                    .toArray(GeneralName[]::new));
        }
    }

    /** The TLS context of a server whose certificate has these names and this validity. */
    public SSLContext server(Names names, Instant from, Instant until) throws GeneralSecurityException, IOException {
        KeyPair key = newKey();
        X509Certificate certificate = signed(key, new X500Name("CN=" + names.common()), names, from, until);
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setKeyEntry("server", key.getPrivate(), NO_PASSWORD, new Certificate[] {certificate});
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, NO_PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private X509Certificate signed(KeyPair key, X500Name subject, Names names, Instant from, Instant until)
            throws GeneralSecurityException {
        var builder = new JcaX509v3CertificateBuilder(
                AUTHORITY,
                BigInteger.valueOf(System.nanoTime()),
                Date.from(from),
                Date.from(until),
                subject,
                key.getPublic());
        try {
            if (names == null) {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            } else {
                builder.addExtension(Extension.subjectAlternativeName, false, names.asExtension());
            }
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException | IOException failed) {
            throw new GeneralSecurityException(failed);
        }
    }

    private static KeyPair newKey() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }
}
