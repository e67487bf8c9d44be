package org.signetmail.directory;

import java.time.Duration;
import java.util.Optional;
import org.signetmail.account.ClientCredentials;
import org.signetmail.credential.Rollover;
import org.signetmail.credential.Rollover.OwnKey;
import org.signetmail.credential.Rollover.Phase;
import org.signetmail.credential.RolloverStore.Stored;
import org.signetmail.log.LogEvent;
import org.signetmail.token.TokenException;

/** Removes former certificates from the registration: only those of known Certificate ID, and never the current one. */
record FormerKeys(RolloverProgress progress, ApplicationDirectory directory, CertificateTrial trial) {
    /** How long the current certificate has worked before. */
    static final Duration KEPT = Duration.ofDays(7);

    /** Removes one. Returns whether another step may follow at once. */
    boolean remove(Stored stored) {
        Rollover state = stored.rollover();
        Optional<OwnKey> former = state.own().stream()
                .filter(key -> !key.thumbprint().equals(stored.current().thumbprint()))
                .findFirst();
        if (former.isEmpty() || progress.hasToWait(state) || !progress.isPast(state.currentSince(), KEPT)) {
            return false;
        }
        OwnKey key = former.get();
        if (!progress.now().isBefore(key.endsAt())) {
            return progress.replace(state, state.without(key));
        }
        return trial.of(stored.current(), stored) == CertificateTrial.Result.WORKS && remove(key, stored);
    }

    private boolean remove(OwnKey key, Stored stored) {
        Rollover state = stored.rollover();
        Rollover removed = state.without(key).to(Phase.IDLE, progress.now());
        try {
            var credentials = new ClientCredentials(stored.application(), stored.current());
            directory.removeKey(credentials, stored.objectId(), key.id().value());
            LogEvent.CERTIFICATE_REMOVED.with("thumbprint", key.thumbprint()).log();
            return progress.replace(state, removed);
        } catch (TokenException noToken) {
            return progress.stop(state, state, noToken.symptom());
        } catch (DirectoryException failed) {
            return failed.isGone() ? progress.replace(state, removed) : progress.stop(state, state, failed.symptom());
        }
    }
}
