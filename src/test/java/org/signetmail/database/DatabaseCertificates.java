package org.signetmail.database;

import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A private certificate authority, and its certificate for the database on {@link #HOST}. */
final class DatabaseCertificates {
    static final String HOST = "db.contoso.example";
    static final String STORE_PASSWORD = "changeit";

    final Path authority;
    final Path certificate;
    final Path key;
    /** Value for the JVM's trust store property. */
    final Path trustStore;

    DatabaseCertificates(Path folder) throws IOException, GeneralSecurityException, OperatorCreationException {
        var issuer = new X500Name("CN=Contoso's own authority");
        KeyPair issuerKeys = keys();
        KeyPair serverKeys = keys();
        X509Certificate own = signed(
                builder(issuer, issuer, issuerKeys)
                        .addExtension(Extension.basicConstraints, true, new BasicConstraints(0)),
                issuerKeys);
        X509Certificate server = signed(
                builder(issuer, new X500Name("CN=" + HOST), serverKeys)
                        .addExtension(
                                Extension.subjectAlternativeName,
                                false,
                                new GeneralNames(new GeneralName(GeneralName.dNSName, HOST))),
                issuerKeys);
        authority = written(folder.resolve("ca.pem"), own);
        certificate = written(folder.resolve("server.pem"), server);
        key = written(folder.resolve("server-key.pem"), new JcaPKCS8Generator(serverKeys.getPrivate(), null));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        trustStore = folder.resolve("trust.p12");
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("own", own);
        try (var out = Files.newOutputStream(trustStore)) {
            trusted.store(out, STORE_PASSWORD.toCharArray());
        }
    }

    private static KeyPair keys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static JcaX509v3CertificateBuilder builder(X500Name issuer, X500Name subject, KeyPair keys)
            throws CertIOException {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(now.toEpochMilli()),
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(Duration.ofDays(30))),
                subject,
                keys.getPublic());
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, KeyPair issuer)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate())));
    }

    private static Path written(Path file, Object content) throws IOException {
        try (Writer out = Files.newBufferedWriter(file);
                var pem = new JcaPEMWriter(out)) {
            pem.writeObject(content);
        }
        return file;
    }
}
