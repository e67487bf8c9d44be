package org.signetmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.delivery.DeliveryAttempts.Attempt;
import org.signetmail.message.DeliveryClient.SendingLimits;
import org.signetmail.message.HandOver;
import org.signetmail.message.Outcome;
import org.signetmail.message.RenderedMessage;
import org.signetmail.practice.Contoso;

/** A permit is taken only if there is one now. */
@Timeout(120)
class AttemptPermitsTest extends AttemptsFixture {
    @ParameterizedTest
    @CsvSource({"SMTP, 3", "GRAPH, 4"})
    void thereIsNoPermitBeyondTheConcurrencyOfAMailbox(DeliveryRoute route, int concurrent) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        var permits = new ArrayList<Attempt>();
        for (int permit = 0; permit < concurrent; permit++) {
            permits.add(begun());
        }
        assertThat(attempts.tryBegin(FROM)).isEmpty();
        assertThat(attempts.tryBegin(new Mailbox(Contoso.SHARED))).isPresent();

        permits.remove(0).close();
        permits.add(begun());
        assertThat(attempts.tryBegin(FROM)).isEmpty();
        permits.forEach(Attempt::close);
        assertThat(DeliveryFixture.statistics(sessions).inFlight()).isEqualTo(1);
    }

    @Test
    void thereIsNoPermitBeyondTheRateLimitOrAfterTheStop() throws Exception {
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);
        RenderedMessage mail = prepared("many");
        for (int message = 0; message < PER_MINUTE; message++) {
            assertThat(sent(mail, HandOver.UNRECORDED)).isInstanceOf(Outcome.Accepted.class);
        }
        assertThat(attempts.tryBegin(FROM)).isEmpty();
        assertThat(attempts.tryBegin(new Mailbox(Contoso.SHARED))).isPresent();

        attempts.deliveryWiring.mailboxLimiters.close();
        assertThat(attempts.tryBegin(new Mailbox(Contoso.SHARED))).isEmpty();
    }

    /** The permit that is returned belongs to the thread that waits for it, even before that wakes. */
    @Test
    void noWaitingMessageIsOvertaken() throws Exception {
        for (int round = 0; round < 100; round++) {
            var limiter = new MailboxLimiter(new SendingLimits(1, 0), (peer, pause) -> {});
            assertThat(limiter.tryAcquire()).isTrue();
            var waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    return limiter.acquire(
                            System.nanoTime() + Duration.ofMinutes(1).toNanos(), new Semaphore(1));
                } catch (InterruptedException impossible) {
                    throw new IllegalStateException(impossible);
                }
            });
            while (limiter.waiting() == 0) {
                Thread.onSpinWait();
            }

            limiter.release();

            assertThat(limiter.tryAcquire()).isFalse();
            assertThat(waiting.get()).isEqualTo(MailboxLimiter.Result.ACQUIRED);
        }
    }
}
