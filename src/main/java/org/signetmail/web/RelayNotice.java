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
import org.signetmail.check.CheckThreads;
import org.signetmail.settings.AllowedRelays;
import org.signetmail.settings.MailSettings;

/** Whether the page has to warn about the saved relay. A slow name server doesn't delay the page. */
@ApplicationScoped
class RelayNotice {
    private static final Duration CACHED_FOR = Duration.ofMinutes(1);
    private static final long WAIT_MILLIS = 300;

    @Inject
    AllowedRelays relays;

    @Inject
    CheckThreads threads;

    @Inject
    Clock clock;

    private @Nullable LookUp latest;

    private record LookUp(SmtpServer server, Instant at, FutureTask<Boolean> allowed) {}

    /** Whether the allow-list no longer permits the saved relay; false while the name server has not replied. */
    boolean isDue(MailSettings saved) {
        SmtpServer server = AllowedRelays.relayInUse(saved).orElse(null);
        if (server == null) {
            return false;
        }
        try {
            return !lookUp(server, saved).allowed().get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException | RejectedExecutionException notKnown) {
            return false; // Not known yet: the next view of the page shows it.
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized LookUp lookUp(SmtpServer server, MailSettings saved) {
        Instant now = clock.instant();
        LookUp known = latest;
        if (known != null
                && known.server().equals(server)
                && now.isBefore(known.at().plus(CACHED_FOR))) {
            return known;
        }
        var allowed = new FutureTask<>(() -> relays.allow(saved));
        threads.execute(allowed);
        var lookUp = new LookUp(server, now, allowed);
        latest = lookUp;
        return lookUp;
    }
}
