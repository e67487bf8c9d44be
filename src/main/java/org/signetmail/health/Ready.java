package org.signetmail.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;
import org.signetmail.database.DatabaseTrouble;
import org.signetmail.jndi.SessionBindings;
import org.signetmail.seal.Seal;
import org.signetmail.settings.DeliveryStatus;
import org.signetmail.settings.MailSettings;
import org.signetmail.settings.SettingsStore;

/**
 * Whether Signet can work: its database answers, and the sealing key is there if secrets are stored.
 *
 * <p>How it stands with the credentials is told beside it and makes nothing of it down: a server that is taken out of
 * service for an expired secret would hide the page on which it is replaced. Anybody may ask, so no name is told and
 * nothing of a secret but its last day.
 */
@Readiness
@ApplicationScoped
class Ready implements HealthCheck {
    /** Anybody may ask, as often as he likes: the database is asked no more often than this. */
    static final Duration GOOD_FOR = Duration.ofSeconds(5);

    @Inject
    SettingsStore settings;

    @Inject
    Seal seal;

    @Inject
    SessionBindings sessions;

    @Inject
    Clock clock;

    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable Answer latest;

    private record Answer(HealthCheckResponse response, Instant at) {}

    /** One asks the database, and who comes meanwhile gets the answer before, if there is one. */
    @Override
    public HealthCheckResponse call() {
        Answer known = latest;
        if (known != null && (isGood(known) || looking.isLocked())) {
            return known.response();
        }
        if (!gotTurn()) {
            return HealthCheckResponse.named("signet")
                    .down()
                    .withData("database", "away")
                    .build();
        }
        try {
            Answer meanwhile = latest;
            if (meanwhile != null && isGood(meanwhile)) {
                return meanwhile.response();
            }
            var found = new Answer(look(), clock.instant());
            latest = found;
            return found.response();
        } finally {
            looking.unlock();
        }
    }

    /** After a start whose database hangs there is no answer from before: no monitor waits for it with a thread of the server. */
    private boolean gotTurn() {
        try {
            return looking.tryLock(1, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isGood(Answer answer) {
        return clock.instant().isBefore(answer.at().plus(GOOD_FOR));
    }

    private HealthCheckResponse look() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("signet")
                .withData(
                        "mailSessions",
                        sessions.state().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        try {
            MailSettings saved = settings.load();
            boolean locked = seal.lock().isPresent();
            answer.withData("database", "there")
                    .withData("key", locked ? "missing" : "there")
                    .withData("credentials", credentials(saved, settings.status()));
            LocalDate lastDay = saved.clientSecret() == null ? null : saved.secretExpiresOn();
            if (lastDay != null) {
                answer.withData("secretExpiresOn", lastDay.toString());
            }
            return answer.status(!locked).build();
        } catch (RuntimeException trouble) {
            if (DatabaseTrouble.in(trouble).isEmpty()) {
                throw trouble;
            }
            return answer.withData("database", "away").down().build();
        }
    }

    private static String credentials(MailSettings saved, DeliveryStatus deliveryStatus) {
        if (!saved.customServer()) {
            return "not set up";
        }
        return switch (deliveryStatus.summary()) {
            case FAILING -> "failing";
            case WORKING -> "working";
            case TESTED -> "tested";
            case NOT_TESTED -> "not tested";
        };
    }
}
