package org.signetmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.credential.CredentialInfo;
import org.signetmail.log.LogEvent;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.ActiveSettings;
import org.signetmail.settings.CredentialStore;
import org.signetmail.settings.CredentialStore.Opened;
import org.signetmail.text.Messages;
import org.signetmail.token.TokenException;
import org.signetmail.token.TokenRefused;
import org.signetmail.token.TokenSource;

/**
 * Replaces a current credential that Entra refuses by the next one, after that has given a token. Thread-safe: while one
 * message switches, the others wait for its result.
 */
@ApplicationScoped
public class CredentialSwitch {
    /** The secret has expired; it is wrong, or deleted; the certificate is expired, or not of the application. */
    private static final Set<String> REPLACEABLE = Set.of("AADSTS7000222", "AADSTS7000215", "AADSTS700027");

    /** A next credential that gave no token is not tried for each message. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    @Inject
    CredentialStore credentials;

    @Inject
    TokenSource tokens;

    @Inject
    Clock clock;

    @Inject
    Event<Switched> switched;

    private @Nullable Attempt lastFailure;

    /** Signet has replaced the current credential by itself. Observers must not keep the message in flight waiting. */
    public record Switched() {}

    /**
     * The result of requesting a new token by a stored credential.
     *
     * @param failure why there is none; empty if there is one
     * @param refused whether Entra refused it, rather than not replying
     */
    public record Trial(CredentialInfo credential, Optional<Symptom> failure, boolean refused) {}

    private record Attempt(long current, long next, Instant at) {}

    /**
     * Whether a message that was refused for this reason can be sent again, with other credentials than these settings
     * have: nothing was submitted, for there was no token.
     */
    boolean isSwitched(ActiveSettings used, Symptom refusal) {
        return used.account() instanceof MailAccount.Microsoft365 microsoft
                && isAboutCredential(refusal)
                && switchFrom(used.credential(), microsoft.route(), refusal);
    }

    /** Whether Entra refuses the credential itself, so that another one can help. */
    public static boolean isAboutCredential(Symptom refusal) {
        return refusal.peer() == Peer.ENTRA && REPLACEABLE.contains(refusal.code());
    }

    /**
     * Promotes the next credential if this one is still the current one and the next one gives a token.
     *
     * @return whether another credential than this one is the current one now
     */
    public synchronized boolean switchFrom(long refused, DeliveryRoute route, Symptom why) {
        try {
            return credentials.isReplaced(refused) || promoted(refused, route, why);
        } catch (SealBroken unreadable) {
            return false; // Reported for the current credential, which opens with the same key.
        } catch (RuntimeException databaseUnavailable) {
            LogEvent.CREDENTIAL_NOT_SWITCHED.log(databaseUnavailable);
            return false;
        }
    }

    /**
     * Makes the next credential the current one, after it has given a token.
     *
     * @param why a sentence for the audit trail
     * @return the trial of the next one, which serves now if it gave a token; empty if none is stored for the saved
     *     application, or others are in the slots by now
     * @throws SealBroken if it can't be opened
     */
    public synchronized Optional<Trial> promoteNext(String who, String why) throws SealBroken {
        Optional<Opened> current = credentials.current();
        Optional<Trial> trial = current.isEmpty() ? Optional.empty() : testNext();
        return trial.filter(tried -> tried.failure().isPresent()
                || credentials.promote(
                        current.orElseThrow().info().number(),
                        tried.credential().number(),
                        null,
                        who,
                        why));
    }

    /**
     * Requests a token with the next credential.
     *
     * @return empty if none is stored for the saved application
     * @throws SealBroken if it can't be opened
     */
    public Optional<Trial> testNext() throws SealBroken {
        return credentials.next().map(next -> tried(next, credentials.route()));
    }

    /** Requests a token, and records that Entra gave or refused it. A missing reply says nothing about the credential. */
    public Trial tried(Opened credential, DeliveryRoute route) {
        try {
            tokens.uncached().tokenFor(credential.credentials(), route);
            credentials.worked(credential.info());
            return new Trial(credential.info(), Optional.empty(), false);
        } catch (TokenException none) {
            boolean refused = none instanceof TokenRefused;
            if (refused) {
                credentials.failed(credential.info(), none.symptom().code());
            }
            return new Trial(credential.info(), Optional.of(none.symptom()), refused);
        }
    }

    private boolean promoted(long refused, DeliveryRoute route, Symptom why) throws SealBroken {
        Optional<Opened> waiting = credentials.next();
        if (waiting.isEmpty()) {
            return credentials.isReplaced(refused); // Another node may have promoted it a moment ago.
        }
        if (isPausing(refused, waiting.get())) {
            return false;
        }
        Opened next = waiting.get();
        Optional<Symptom> failure = tried(next, route).failure();
        if (failure.isPresent()) {
            lastFailure = new Attempt(refused, next.info().number(), clock.instant());
            LogEvent.CREDENTIAL_NOT_SWITCHED
                    .with("kind", next.info().kind())
                    .with("code", failure.get().code())
                    .log();
            return false;
        }
        String sentence = Messages.text("delivery.switched", next.info().kind().label(), why.code());
        if (credentials.promote(
                refused, next.info().number(), why.code(), Messages.text("delivery.switched.by"), sentence)) {
            LogEvent.CREDENTIAL_SWITCHED
                    .with("kind", next.info().kind())
                    .with("code", why.code())
                    .log();
            announce();
            return true;
        }
        return credentials.isReplaced(refused);
    }

    /** What an observer can't do is done by the next hour's timer; the message goes on in any case. */
    private void announce() {
        try {
            switched.fire(new Switched());
        } catch (RuntimeException notNow) {
            LogEvent.CREDENTIAL_TIMER_FAILED.log(notNow);
        }
    }

    private boolean isPausing(long refused, Opened next) {
        Attempt failure = lastFailure;
        return failure != null
                && failure.current() == refused
                && failure.next() == next.info().number()
                && clock.instant().isBefore(failure.at().plus(PAUSE));
    }
}
