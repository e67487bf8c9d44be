package org.signetmail.credential;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.CertificateId;

/**
 * How far the renewal of the current certificate is. Immutable; each change is stored before the next request to Microsoft, so
 * that after a crash any node continues from here. Certificates are told apart by their thumbprints.
 *
 * @param phase what comes next
 * @param since when this phase began
 * @param next the thumbprint of the next certificate; blank in {@link Phase#IDLE}
 * @param current the thumbprint of the certificate that serves, as last seen
 * @param currentSince when it was first seen serving
 * @param own the keys that may be removed, since their Certificate IDs come from addKey or were entered
 * @param obstacle why the last attempt did not succeed
 */
public record Rollover(
        Phase phase,
        Instant since,
        String next,
        String current,
        Instant currentSince,
        List<OwnKey> own,
        Optional<Obstacle> obstacle) {

    /** Steps of a renewal. The names are stored. */
    public enum Phase {
        /** None is under way. */
        IDLE,
        /** The next key pair is stored; addKey has not been called, or did certainly not add it. */
        PREPARED,
        /** addKey was called; whether it added the certificate is not known until that is tried. */
        UNKNOWN,
        /** The certificate was added and has not given a token yet. */
        ADDED,
        /** The certificate has given a token, and serves once all of Entra had time to know it. */
        TRIED
    }

    /**
     * A key of the registration that Signet may remove.
     *
     * @param thumbprint of its certificate
     * @param endsAt when it ends by itself
     */
    public record OwnKey(CertificateId id, String thumbprint, Instant endsAt) {
        public static OwnKey of(CertificateId id, CertificateCredential certificate) {
            return new OwnKey(id, certificate.thumbprint(), certificate.endsAt());
        }
    }

    /**
     * What a renewal stopped at.
     *
     * @param code the code of Microsoft's reply, or of the failed connection; blank if no request was made
     * @param retryAfter how long to wait
     */
    public record Obstacle(Reason reason, String code, Instant at, Duration retryAfter) {
        public Obstacle {
            at = at.truncatedTo(ChronoUnit.MILLIS);
        }

        /** The same for each repetition of a refusal. */
        public String name() {
            return reason + " " + code;
        }
    }

    /** Why a renewal does not go on by itself. The names are stored. */
    public enum Reason {
        /** A policy of the tenant allows no certificate with this life or of this issuer. */
        POLICY,
        /** Microsoft refused the proof of possession: usually the Object ID is that of the enterprise application. */
        PROOF,
        /** The application does not exist in this tenant, or may not change itself. */
        PERMISSION,
        /** The current certificate has ended, and so proves nothing. */
        ENDED,
        /** Another next credential is stored, which an administrator entered. */
        NEXT_TAKEN,
        /** There was no usable reply; tried again within an hour. */
        NO_REPLY,
        /** Microsoft refused with another code. */
        REFUSED
    }

    /** Times are stored in milliseconds, and a stored state is compared with this. */
    public Rollover {
        since = since.truncatedTo(ChronoUnit.MILLIS);
        currentSince = currentSince.truncatedTo(ChronoUnit.MILLIS);
        own = List.copyOf(own);
    }

    public static Rollover none() {
        return new Rollover(Phase.IDLE, Instant.EPOCH, "", "", Instant.EPOCH, List.of(), Optional.empty());
    }

    /** Half of a certificate's life: when its successor is made. */
    public static Instant dueAt(X509Certificate certificate) {
        Instant start = certificate.getNotBefore().toInstant();
        Instant end = certificate.getNotAfter().toInstant();
        return start.plus(Duration.between(start, end).dividedBy(2));
    }

    public Rollover to(Phase entered, Instant now) {
        return new Rollover(entered, now, next, current, currentSince, own, Optional.empty());
    }

    public Rollover prepared(CertificateCredential made, Instant now) {
        return new Rollover(Phase.PREPARED, now, made.thumbprint(), current, currentSince, own, Optional.empty());
    }

    /** The next certificate has become the current one, or is no longer there. */
    public Rollover finished(Instant now) {
        return new Rollover(Phase.IDLE, now, "", current, currentSince, own, Optional.empty());
    }

    public Rollover serving(CertificateCredential certificate, Instant now) {
        return new Rollover(phase, since, next, certificate.thumbprint(), now, own, obstacle);
    }

    public Rollover with(OwnKey key) {
        return with(Stream.concat(own.stream(), Stream.of(key)).distinct().toList());
    }

    public Rollover without(OwnKey removed) {
        return with(own.stream().filter(key -> !key.equals(removed)).toList());
    }

    public Rollover stopped(Reason reason, String code, Instant now, Duration retryAfter) {
        return new Rollover(
                phase,
                since,
                next,
                current,
                currentSince,
                own,
                Optional.of(new Obstacle(reason, code, now, retryAfter)));
    }

    public boolean isStoppedBy(Reason reason) {
        return obstacle.filter(it -> it.reason() == reason).isPresent();
    }

    /** What was refused is tried again at once. */
    public Rollover unobstructed() {
        return new Rollover(phase, since, next, current, currentSince, own, Optional.empty());
    }

    private Rollover with(List<OwnKey> keys) {
        return new Rollover(phase, since, next, current, currentSince, keys, obstacle);
    }
}
