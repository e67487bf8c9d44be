package org.signetmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Peer;
import org.signetmail.delivery.DeliveryStatistics.Result;
import org.signetmail.delivery.DeliveryStatistics.Route;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;

@Timeout(60)
class DeliveryStatisticsTest {
    private static final PlainTextMail HELLO = new PlainTextMail(List.of(new Mailbox(Contoso.GUEST)), "Hello", "Hello");

    @TempDir
    Path folder;

    private PracticeTenantFixture contoso;
    private final Mailer mailer = new Mailer();
    private DeliveryStatistics statistics;

    @BeforeEach
    void tenantStarts() throws Exception {
        contoso = new PracticeTenantFixture(folder);
        mailer.sessions = contoso.sessions();
        statistics = DeliveryFixture.statistics(mailer.sessions);
    }

    @AfterEach
    void tenantStops() {
        contoso.close();
    }

    private CompletableFuture<Outcome> sending() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return mailer.sendFromSystem(HELLO);
            } catch (Exception missing) {
                throw new IllegalStateException(missing);
            }
        });
    }

    private static void await(BooleanSupplier reached) {
        while (!reached.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void messagesAreCountedByRouteAndOutcome() throws Exception {
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
        mailer.sendFromSystem(HELLO);
        mailer.sendFromSystem(HELLO);
        contoso.tenant.failures().on(Failure.GRAPH_504);
        mailer.sendFromSystem(HELLO);
        contoso.tenant.failures().clear();
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);
        contoso.tenant.failures().on(Failure.MAILBOX_FULL);
        mailer.sendFromSystem(HELLO);

        assertThat(statistics.messages(Route.GRAPH, Result.ACCEPTED)).isEqualTo(2);
        assertThat(statistics.messages(Route.GRAPH, Result.UNKNOWN)).isEqualTo(1);
        assertThat(statistics.messages(Route.SMTP, Result.REFUSED)).isEqualTo(1);
        assertThat(statistics.messages(Route.GRAPH, Result.REFUSED)).isZero();
        assertThat(statistics.messages(Route.SMTP, Result.ACCEPTED)).isZero();
        assertThat(statistics.messages(Route.RELAY, Result.REFUSED)).isZero();
    }

    /** By Graph four are in flight at most. */
    @Test
    void messagesInFlightAndWaitingAreSeen() throws Exception {
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
        contoso.tenant.failures().on(Failure.GRAPH_SLOW);
        var six = List.of(sending(), sending(), sending(), sending(), sending(), sending());

        await(() -> statistics.inFlight() == 4 && statistics.waiting() == 2);
        contoso.tenant.failures().clear();
        six.forEach(CompletableFuture::join);

        assertThat(statistics.inFlight()).isZero();
        assertThat(statistics.waiting()).isZero();
        assertThat(statistics.messages(Route.GRAPH, Result.ACCEPTED)).isEqualTo(6);
    }

    @Test
    void thePauseOfAThrottledMailboxIsCounted() throws Exception {
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
        contoso.tenant.failures().on(Failure.GRAPH_THROTTLED);

        var refused = (Outcome.Refused) mailer.sendFromSystem(HELLO);

        assertThat(statistics.throttled(Peer.GRAPH))
                .isEqualTo(refused.symptom().retryAfter().orElseThrow())
                .isPositive();
        assertThat(statistics.throttled(Peer.SMTP)).isEqualTo(Duration.ZERO);
    }
}
