package org.signetmail.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.SmtpServer;
import org.signetmail.check.TestThreads;
import org.signetmail.settings.AllowedRelays;
import org.signetmail.settings.MailSettings;

/** Whether the page has to warn of the saved relay. A name server that takes its time holds no page up. */
@ApplicationScoped
class RelayNotice {
    private static final Duration LOOKED_UP_AGAIN_AFTER = Duration.ofMinutes(1);
    private static final long PAGE_WAITS_MILLIS = 300;

    @Inject
    AllowedRelays relays;

    @Inject
    TestThreads threads;

    @Inject
    Clock clock;

    private @Nullable Look latest;

    private record Look(SmtpServer server, Instant at, FutureTask<Boolean> allowed) {}

    /** Whether the saved relay could not be saved today, as far as is known by now. */
    boolean isDue(MailSettings saved) {
        SmtpServer server = AllowedRelays.relayInUse(saved).orElse(null);
        if (server == null) {
            return false;
        }
        try {
            return !look(server, saved).allowed().get(PAGE_WAITS_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException | RejectedExecutionException notKnown) {
            return false; // Not by now: the next view of the page says it.
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized Look look(SmtpServer server, MailSettings saved) {
        Instant now = clock.instant();
        Look known = latest;
        if (known != null
                && known.server().equals(server)
                && now.isBefore(known.at().plus(LOOKED_UP_AGAIN_AFTER))) {
            return known;
        }
        var allowed = new FutureTask<>(() -> relays.allow(saved));
        threads.execute(allowed);
        var look = new Look(server, now, allowed);
        latest = look;
        return look;
    }
}
