package org.signetmail.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.CertificateId;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.InvalidInput;
import org.signetmail.credential.Rollover;
import org.signetmail.credential.Rollover.OwnKey;
import org.signetmail.credential.Rollover.Phase;
import org.signetmail.credential.Rollover.Reason;
import org.signetmail.credential.RolloverStore;
import org.signetmail.credential.RolloverStore.Stored;
import org.signetmail.log.LogEvent;
import org.signetmail.seal.SealBroken;
import org.signetmail.token.TokenException;
import org.signetmail.token.TokenSource;

/**
 * Renews the application's certificate at half its life: stores a new key pair, adds its certificate to the registration, tries
 * it, makes it the current one, and removes the former one after a week.
 *
 * <p>It never touches the current certificate before the next one has given tokens for a day, and whatever fails leaves the
 * current one in place. Each step is stored before the next request, under a lock that one of several nodes gets.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/application-addkey">addKey</a>
 */
public final class CertificateRollover {
    /** An addKey of another node may still be under way for this long. */
    static final Duration CALL = Duration.ofMinutes(10);

    /** Between the first token of a certificate and its service: the time in which all of Entra gets to know it. */
    public static final Duration SPREAD = Duration.ofDays(1);

    /** After this, a certificate that gives no token is added again. */
    static final Duration LATEST = Duration.ofDays(2);

    private static final int MOST_STEPS = 10;

    private final RolloverStore store;
    private final ApplicationDirectory directory;
    private final CertificateMaker maker;
    private final CertificateTrial trial;
    private final RolloverProgress progress;
    private final FormerKeys formerKeys;

    /** Makes the next certificate of an application. Takes seconds of a processor, so no lock is held meanwhile. */
    public interface CertificateMaker {
        CertificateCredential make(Stored stored);
    }

    public CertificateRollover(
            RolloverStore store,
            ApplicationDirectory directory,
            TokenSource tokens,
            CertificateMaker maker,
            Clock clock) {
        this.store = store;
        this.directory = directory;
        this.maker = maker;
        this.trial = new CertificateTrial(tokens);
        this.progress = new RolloverProgress(store, clock);
        this.formerKeys = new FormerKeys(progress, directory, trial);
    }

    /**
     * Goes on as far as is possible now. To be called about once an hour, on every node.
     *
     * @throws SealBroken if a stored certificate can't be unsealed
     */
    public void proceed() throws SealBroken {
        proceed(false);
    }

    /**
     * The same, but begins whatever the certificate's age, and tries again at once what was refused: an administrator sees
     * whether the renewal works, months before it has to.
     *
     * @throws SealBroken if a stored certificate can't be unsealed
     */
    public void proceedAtOnce() throws SealBroken {
        proceed(true);
    }

    private void proceed(boolean atOnce) throws SealBroken {
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            Optional<Stored> stored = store.read();
            if (stored.isEmpty() || !step(stored.get(), atOnce)) {
                return;
            }
        }
    }

    /** Returns whether another step may follow at once. */
    private boolean step(Stored stored, boolean atOnce) throws SealBroken {
        Rollover state = stored.rollover();
        Instant now = progress.now();
        if (!state.current().equals(stored.current().thumbprint()) || now.isBefore(state.currentSince())) {
            return progress.replace(state, state.serving(stored.current(), now));
        }
        if (state.phase() != Phase.IDLE && !isNext(stored)) {
            return progress.replace(state, state.finished(now)); // Promoted or deleted by another hand.
        }
        if (state.isStoppedBy(Reason.NEXT_TAKEN) && !isTaken(stored)) {
            return progress.replace(state, state.unobstructed());
        }
        return switch (state.phase()) {
            case IDLE -> (atOnce || isDue(stored.current())) ? prepare(stored, atOnce) : formerKeys.remove(stored);
            case PREPARED -> add(stored, atOnce);
            case UNKNOWN, ADDED -> tryAdded(stored);
            case TRIED -> promote(stored);
        };
    }

    private boolean isDue(CertificateCredential certificate) {
        return !progress.now().isBefore(Rollover.dueAt(certificate.x509()));
    }

    private static boolean isNext(Stored stored) {
        return stored.next()
                .filter(next -> next.thumbprint().equals(stored.rollover().next()))
                .isPresent();
    }

    private static boolean isTaken(Stored stored) {
        return stored.nextIsOther() || (stored.next().isPresent() && !isNext(stored));
    }

    private boolean prepare(Stored stored, boolean atOnce) throws SealBroken {
        Rollover state = stored.rollover();
        if (isTaken(stored)) {
            return (atOnce || !progress.hasToWait(state)) && progress.stop(state, Reason.NEXT_TAKEN);
        }
        CertificateCredential made = maker.make(stored);
        return store.prepare(state, state.prepared(made, progress.now()), made, stored.application());
    }

    private boolean add(Stored stored, boolean atOnce) throws SealBroken {
        Rollover state = stored.rollover();
        CertificateCredential next = stored.next().orElseThrow();
        Instant now = progress.now();
        if (!atOnce && progress.hasToWait(state)) {
            return false;
        }
        if (state.obstacle().isPresent() && trial.of(next, stored) == CertificateTrial.Result.WORKS) {
            return progress.replace(state, state.to(Phase.TRIED, now)); // An administrator has uploaded it.
        }
        if (isDue(next) || now.isBefore(next.x509().getNotBefore().toInstant())) {
            return prepare(stored, atOnce);
        }
        if (!now.isBefore(stored.current().endsAt())) {
            return progress.stop(state, Reason.ENDED);
        }
        Rollover calling = state.to(Phase.UNKNOWN, now);
        return progress.replace(state, calling) && call(stored, calling, next);
    }

    private boolean call(Stored stored, Rollover calling, CertificateCredential next) {
        Instant now = progress.now();
        Rollover notAdded = calling.to(Phase.PREPARED, now);
        try {
            String id = directory.addKey(credentials(stored, stored.current()), stored.objectId(), next);
            LogEvent.CERTIFICATE_ADDED.with("thumbprint", next.thumbprint()).log();
            Rollover added = calling.to(Phase.ADDED, now);
            return progress.replace(calling, ownKey(id, next).map(added::with).orElse(added));
        } catch (TokenException noToken) {
            return progress.stop(calling, notAdded, noToken.symptom());
        } catch (DirectoryException failed) {
            return progress.stop(calling, failed.isUnknown() ? calling : notAdded, failed.symptom());
        }
    }

    private static Optional<OwnKey> ownKey(String id, CertificateCredential next) {
        try {
            return Optional.of(OwnKey.of(new CertificateId(id), next));
        } catch (InvalidInput noId) {
            return Optional.empty(); // It stays in the registration until its end.
        }
    }

    /** Whether Entra knows the certificate, which also tells whether an unanswered addKey had its effect. */
    private boolean tryAdded(Stored stored) {
        Rollover state = stored.rollover();
        if (state.phase() == Phase.UNKNOWN && !progress.isPast(state.since(), CALL)) {
            return false;
        }
        return switch (trial.of(stored.next().orElseThrow(), stored)) {
            case WORKS -> progress.replace(state, state.to(Phase.TRIED, progress.now()));
            case REFUSED ->
                progress.isPast(state.since(), LATEST)
                        && progress.replace(state, state.to(Phase.PREPARED, progress.now()));
            case NO_REPLY -> false;
        };
    }

    /** Nothing follows a promotion for a week. */
    private boolean promote(Stored stored) {
        Rollover state = stored.rollover();
        CertificateCredential next = stored.next().orElseThrow();
        Instant now = progress.now();
        boolean ended = !now.isBefore(stored.current().endsAt());
        if (!ended && !progress.isPast(state.since(), SPREAD)) {
            return false;
        }
        return switch (trial.of(next, stored)) {
            case WORKS -> {
                if (store.promote(state, state.finished(now).serving(next, now), next)) {
                    LogEvent.CERTIFICATE_RENEWED
                            .with("thumbprint", next.thumbprint())
                            .with("end", next.endsAt())
                            .log();
                }
                yield false;
            }
            case REFUSED -> progress.replace(state, state.to(Phase.ADDED, now));
            case NO_REPLY -> false;
        };
    }

    private static ClientCredentials credentials(Stored stored, CertificateCredential certificate) {
        return new ClientCredentials(stored.application(), certificate);
    }
}
