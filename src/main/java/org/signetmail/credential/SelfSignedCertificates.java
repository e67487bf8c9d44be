package org.signetmail.credential;

import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import javax.security.auth.x500.X500Principal;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.ClientId;
import org.signetmail.account.InvalidInput;
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
        var made = SelfSignedX509CertificateAndSigningKey.builder()
                .setDn(new X500Principal("CN=Signet " + client))
                .setKeyAlgorithmName("RSA")
                .setKeySize(KEY_BITS)
                .setSignatureAlgorithmName("SHA256withRSA")
                .setNotValidBefore(now.minusHours(HOURS_BACK))
                .setNotValidAfter(now.plusMonths(months))
                .build();
        try {
            return CertificateCredential.of(made.getSelfSignedCertificate(), made.getSigningKey());
        } catch (CertificateException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
