package org.signetmail.credential;

import java.util.Optional;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.ObjectId;
import org.signetmail.seal.SealBroken;

/**
 * Where a renewal of certificates is stored. Each change is one transaction under the lock of the settings, and happens only
 * if the state is still the one that was read, so that of two nodes one goes on.
 */
public interface RolloverStore {

    /**
     * What is stored.
     *
     * @param current the certificate that serves
     * @param next the next credential, if it is a certificate
     * @param nextIsOther whether the next credential is of another kind
     */
    record Stored(
            ApplicationRegistration application,
            ObjectId objectId,
            CertificateCredential current,
            Optional<CertificateCredential> next,
            boolean nextIsOther,
            int months,
            Rollover rollover) {}

    /**
     * Reads it. Empty if renewal is switched off, or the current credential is no certificate.
     *
     * @throws SealBroken if a certificate can't be unsealed
     */
    Optional<Stored> read() throws SealBroken;

    /** Replaces the state; false if it has changed since it was read. */
    boolean replace(Rollover before, Rollover after);

    /**
     * The same, and makes this certificate the next credential; false also if there is another next
     * one.
     */
    boolean prepare(Rollover before, Rollover after, CertificateCredential made, ApplicationRegistration application)
            throws SealBroken;

    /** The same, and makes the next credential the current one, if it is this one. */
    boolean promote(Rollover before, Rollover after, CertificateCredential next);
}
