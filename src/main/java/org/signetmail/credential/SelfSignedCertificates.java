package org.signetmail.credential;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import javax.security.auth.x500.X500Principal;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.ClientId;
import org.signetmail.account.InvalidInput;
import org.wildfly.security.asn1.ASN1;
import org.wildfly.security.asn1.DERDecoder;
import org.wildfly.security.asn1.DEREncoder;
import org.wildfly.security.x500.cert.SelfSignedX509CertificateAndSigningKey;

/**
 * Makes certificates for an application: an RSA key of 3072 bits, signed with itself.
 *
 * <p>3072 bits are comparable to 128 bits of a symmetric key and recommended beyond 2030 (NIST SP 800-57 part 1, table 2).
 */
public final class SelfSignedCertificates {
    /** Shorter, half the life would leave a person too little time after a refused renewal. */
    public static final int SHORTEST = 1; // months

    /** Entra's limit for a client secret, and within the one to three years of NIST SP 800-57 part 1, section 5.3.6. */
    public static final int LONGEST = 24; // months

    public static final int USUAL = 12; // months

    private static final int KEY_BITS = 3072;

    /** A certificate is valid from an hour ago: Entra's clock may be behind this server's. */
    private static final int HOURS_BACK = 1;

    private static final String SIGNATURE = "SHA256withRSA";
    private static final int UTC_TIME = 23; // The number of its universal tag.
    private static final int FIRST_YEAR_IN_FULL = 2050;
    private static final DateTimeFormatter TWO_DIGITS_OF_THE_YEAR =
            DateTimeFormatter.ofPattern("uuMMddHHmmss'Z'", Locale.ROOT);

    private SelfSignedCertificates() {}

    /**
     * Makes a key pair and its certificate. That takes up to several seconds of a processor: not within a transaction or a lock,
     * and not while a page is being rendered.
     *
     * @param months from now to the certificate's end
     * @throws InvalidInput if that is too short or too long
     */
    public static CertificateCredential make(ClientId client, int months, Clock clock) {
        if (months < SHORTEST || months > LONGEST) {
            throw InvalidInput.of("credential.life", SHORTEST, LONGEST);
        }
        ZonedDateTime now =
                ZonedDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
        ZonedDateTime from = now.minusHours(HOURS_BACK);
        ZonedDateTime until = now.plusMonths(months);
        var made = SelfSignedX509CertificateAndSigningKey.builder()
                .setDn(new X500Principal("CN=Signet " + client))
                .setKeyAlgorithmName("RSA")
                .setKeySize(KEY_BITS)
                .setSignatureAlgorithmName(SIGNATURE)
                .setNotValidBefore(from)
                .setNotValidAfter(until)
                .build();
        PrivateKey key = made.getSigningKey();
        try {
            return CertificateCredential.of(conforming(made.getSelfSignedCertificate(), from, until, key), key);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * The same certificate in the encoding that is demanded, signed again: the library writes a time before 2050 as
     * GeneralizedTime instead of UTCTime (RFC 5280, section 4.1.2.5), and leaves out the NULL that are the parameters of
     * the signature algorithm (RFC 4055, section 5).
     */
    private static X509Certificate conforming(
            X509Certificate made, ZonedDateTime from, ZonedDateTime until, PrivateKey key)
            throws GeneralSecurityException {
        var former = new DERDecoder(made.getTBSCertificate());
        var content = new DEREncoder();
        former.startSequence();
        content.startSequence();
        content.writeEncoded(former.drainElement()); // version
        content.writeEncoded(former.drainElement()); // serialNumber
        former.skipElement();
        writeSignatureAlgorithm(content);
        content.writeEncoded(former.drainElement()); // issuer
        former.skipElement();
        content.startSequence();
        writeTime(content, from);
        writeTime(content, until);
        content.endSequence();
        while (former.hasNextElement()) {
            content.writeEncoded(former.drainElement()); // subject, subjectPublicKeyInfo, extensions
        }
        content.endSequence();

        Signature signature = Signature.getInstance(SIGNATURE);
        signature.initSign(key);
        signature.update(content.getEncoded());
        var certificate = new DEREncoder();
        certificate.startSequence();
        certificate.writeEncoded(content.getEncoded());
        writeSignatureAlgorithm(certificate);
        certificate.encodeBitString(signature.sign());
        certificate.endSequence();
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate.getEncoded()));
    }

    private static void writeSignatureAlgorithm(DEREncoder der) {
        der.startSequence();
        der.encodeObjectIdentifier(ASN1.OID_SHA256_WITH_RSA);
        der.encodeNull();
        der.endSequence();
    }

    private static void writeTime(DEREncoder der, ZonedDateTime time) {
        if (time.getYear() < FIRST_YEAR_IN_FULL) {
            der.encodeImplicit(0, UTC_TIME); // Of the universal class: the library has no type of its own for it.
            der.encodePrintableString(TWO_DIGITS_OF_THE_YEAR.format(time));
        } else {
            der.encodeGeneralizedTime(time);
        }
    }
}
