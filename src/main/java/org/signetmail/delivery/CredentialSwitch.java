package org.signetmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
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
import org.signetmail.log.LogEvent;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.ActiveSettings;
import org.signetmail.settings.CredentialStore;
import org.signetmail.settings.CredentialStore.Opened;
import org.signetmail.text.Messages;
import org.signetmail.token.TokenException;
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

    private @Nullable Attempt lastFailure;

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
     * @return why it gave none; empty if it serves now, or another node has promoted it
     * @throws SealBroken if it can't be opened
     */
    public synchronized Optional<Symptom> promoteNext(String who, String why) throws SealBroken {
        Optional<Opened> next = credentials.next();
        Optional<Opened> current = credentials.current();
        if (next.isEmpty() || current.isEmpty()) {
            return Optional.empty();
        }
        Optional<Symptom> failure = tried(next.get(), credentials.route());
        if (failure.isEmpty()
                && credentials.promote(
                        current.get().info().number(), next.get().info().number(), null, who, why)) {
            credentials.worked(next.get().info());
        }
        return failure;
    }

    /** Requests a token with the next credential. Returns why there is none; empty if there is one, or no next credential. */
    public Optional<Symptom> testNext() throws SealBroken {
        Optional<Opened> next = credentials.next();
        Optional<Symptom> failure = next.flatMap(opened -> tried(opened, credentials.route()));
        if (failure.isEmpty()) {
            next.ifPresent(opened -> credentials.worked(opened.info()));
        }
        return failure;
    }

    private Optional<Symptom> tried(Opened next, DeliveryRoute route) {
        try {
            tokens.uncached().tokenFor(next.credentials(), route);
            return Optional.empty();
        } catch (TokenException refused) {
            credentials.failed(next.info(), refused.symptom().code());
            return Optional.of(refused.symptom());
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
        Optional<Symptom> failure = tried(next, route);
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
            credentials.worked(next.info());
            LogEvent.CREDENTIAL_SWITCHED
                    .with("kind", next.info().kind())
                    .with("code", why.code())
                    .log();
            return true;
        }
        return credentials.isReplaced(refused);
    }

    private boolean isPausing(long refused, Opened next) {
        Attempt failure = lastFailure;
        return failure != null
                && failure.current() == refused
                && failure.next() == next.info().number()
                && clock.instant().isBefore(failure.at().plus(PAUSE));
    }
}
