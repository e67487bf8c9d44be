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
import org.signetmail.expiry.ExpiryNotices;
import org.signetmail.jndi.SessionBindings;
import org.signetmail.outbox.OutboxLog;
import org.signetmail.outbox.OutboxLog.Attention;
import org.signetmail.seal.Seal;
import org.signetmail.settings.DeliveryStatus;
import org.signetmail.settings.MailSettings;
import org.signetmail.settings.SettingsStore;

/**
 * Reports up if the database responds and the key of the stored secrets, if there are any, is available.
 *
 * <p>The state of the credentials is reported as data and never as down: a server taken out of service for an expired
 * secret would hide the page to replace it on. The endpoint is public, so the response has no names, and of a credential
 * only its end.
 */
@Readiness
@ApplicationScoped
class Ready implements HealthCheck {
    /** How long a response is cached. The endpoint is public, so this limits the rate of database queries. */
    static final Duration CACHED_FOR = Duration.ofSeconds(5);

    @Inject
    SettingsStore settings;

    @Inject
    Seal seal;

    @Inject
    SessionBindings sessions;

    @Inject
    ExpiryNotices notices;

    @Inject
    OutboxLog outbox;

    @Inject
    Clock clock;

    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile @Nullable CachedResponse latest;

    private record CachedResponse(HealthCheckResponse response, Instant at) {}

    /** Only one thread queries the database. Others get the previous response meanwhile, if there is one. */
    @Override
    public HealthCheckResponse call() {
        CachedResponse cached = latest;
        if (cached != null && (isFresh(cached) || refreshing.isLocked())) {
            return cached.response();
        }
        if (!tryRefresh()) {
            return HealthCheckResponse.named("signet")
                    .down()
                    .withData("database", "away")
                    .build();
        }
        try {
            CachedResponse newer = latest;
            if (newer != null && isFresh(newer)) {
                return newer.response();
            }
            var refreshed = new CachedResponse(look(), clock.instant());
            latest = refreshed;
            return refreshed.response();
        } finally {
            refreshing.unlock();
        }
    }

    /**
     * Waits at most one second: if the database hangs at start, health requests must not block the server's threads.
     */
    private boolean tryRefresh() {
        try {
            return refreshing.tryLock(1, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isFresh(CachedResponse cached) {
        return clock.instant().isBefore(cached.at().plus(CACHED_FOR));
    }

    /** Numbers only: the endpoint is public. */
    private void addOutbox(HealthCheckResponseBuilder builder) {
        Attention attention = outbox.attention();
        builder.withData("outboxWaiting", attention.waiting())
                .withData(
                        "outboxOldestSeconds",
                        attention.oldest().orElse(Duration.ZERO).toSeconds())
                .withData("outboxNeedsPerson", attention.total())
                .withData("outboxPauses", attention.pauses().size());
    }

    private HealthCheckResponse look() {
        HealthCheckResponseBuilder builder = HealthCheckResponse.named("signet")
                .withData(
                        "mailSessions",
                        sessions.state().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        try {
            MailSettings saved = settings.load();
            boolean locked = seal.missingKey().isPresent();
            builder.withData("database", "there")
                    .withData("key", locked ? "missing" : "there")
                    .withData("credentials", credentials(saved, settings.status()));
            LocalDate lastDay = saved.clientSecret() == null ? null : saved.secretExpiresOn();
            if (lastDay != null) {
                builder.withData("secretExpiresOn", lastDay.toString());
            }
            addOutbox(builder);
            notices.sentence(saved).ifPresent(words -> builder.withData("credential", words));
            return builder.status(!locked).build();
        } catch (RuntimeException trouble) {
            if (DatabaseTrouble.in(trouble).isEmpty()) {
                throw trouble;
            }
            return builder.withData("database", "away").down().build();
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
