package org.signetmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Symptom;
import org.signetmail.message.InvalidMessage;
import org.signetmail.message.MimeMessages;
import org.signetmail.message.Outcome;
import org.signetmail.message.OutgoingMessage;
import org.signetmail.message.PlainTextMail;
import org.signetmail.message.RefusalScope;
import org.signetmail.message.SenderRule;
import org.signetmail.practice.Contoso;

/** Limits of other applications when they send more messages than a mailbox may in a minute. */
@Timeout(60)
class WaitingLimitsTest {
    private static final int PER_MINUTE = 30;
    private static final int WAITING = 16;
    private static final PlainTextMail HELLO = new PlainTextMail(List.of(new Mailbox(Contoso.GUEST)), "Hello", "World");

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(PER_MINUTE + WAITING + 10);
    private PracticeTenantFixture contoso;
    private MailSessionFactory sessions;

    @BeforeEach
    void tenantStarts() throws Exception {
        contoso = new PracticeTenantFixture(folder);
        sessions = contoso.sessions();
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);
    }

    @AfterEach
    void tenantStops() {
        sessions.dispatcher.attempts.deliveryWiring.mailboxLimiters.close();
        threads.shutdownNow();
        contoso.close();
    }

    private Callable<Outcome> fromApplication(SenderRule.Author author) throws Exception {
        OutgoingMessage message = OutgoingMessage.of(
                MimeMessages.of(HELLO, true), null, Clock.systemUTC().instant());
        return () -> sessions.forApplication("newspaper", author, SenderRestriction.NONE)
                .send(Draft.of(message));
    }

    /** Sends a minute's messages, and then as many as may wait. */
    private List<Future<Outcome>> fillTheQueue() throws Exception {
        var all = new ArrayList<Future<Outcome>>();
        for (int mail = 0; mail < PER_MINUTE + WAITING; mail++) {
            all.add(threads.submit(fromApplication(SenderRule.Author.SYSTEM)));
        }
        while (all.stream().filter(Future::isDone).count() < PER_MINUTE
                || waiterSlots().availablePermits() > 0) {
            assertThat(Thread.interrupted()).isFalse();
            Thread.onSpinWait();
        }
        return all;
    }

    private java.util.concurrent.Semaphore waiterSlots() {
        return sessions.dispatcher.inFlight().waiterSlots(new Client("newspaper", true, SenderRestriction.NONE));
    }

    @Test
    void messagesBeyondTheWaitingLimitAreRefusedAtOnceExceptSignetsOwn() throws Exception {
        List<Future<Outcome>> all = fillTheQueue();
        long began = System.nanoTime();

        assertThat(fromApplication(SenderRule.Author.SYSTEM).call())
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.symptom().code()).isEqualTo(Symptom.NO_TURN);
                    assertThat(refused.symptom().words())
                            .contains("16 messages of other applications are waiting", "signet.applications.waiting");
                    assertThat(refused.scope()).isEqualTo(RefusalScope.MESSAGE);
                });

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(900));
        assertThat(all).filteredOn(mail -> !mail.isDone()).hasSize(WAITING);
        assertThat(fromApplication(new SenderRule.User(new Mailbox(Contoso.SHARED)))
                        .call())
                .as("another mailbox")
                .isInstanceOf(Outcome.Accepted.class);
        Future<Outcome> own = threads.submit(() -> sessions.system().send(MimeMessages.of(HELLO, false)));
        assertThat(own).as("Signet's own message waits").isNotDone();
        sessions.dispatcher.attempts.deliveryWiring.mailboxLimiters.close();
        assertThat(own.get())
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.symptom().words()).contains("Signet stopped"));
        for (Future<Outcome> mail : all) {
            mail.get();
        }
        assertThat(waiterSlots().availablePermits()).as("all released").isEqualTo(WAITING);
    }

    @Test
    void atMostTwoHundredMessagesAreInFlight() throws Exception {
        InFlightLimits inFlightLimits = sessions.inFlight();
        var inUse = new ArrayList<InFlightLimits.Message>();
        for (int number : IntStream.range(0, 200).toArray()) {
            assertThat(number).isLessThan(200);
            inUse.add(inFlightLimits.begin());
        }

        assertThatExceptionOfType(InvalidMessage.class)
                .isThrownBy(inFlightLimits::begin)
                .withMessageContaining("200 messages of other applications")
                .withMessageContaining("signet.applications.messages");

        inUse.get(0).close();
        inFlightLimits.begin().close();
    }

    @Test
    void theMemoryOfMessagesInFlightIsLimitedAndReleased() throws Exception {
        InFlightLimits inFlightLimits = sessions.inFlight();
        int most = 100 * 1024 * 1024;
        InFlightLimits.Message first = inFlightLimits.begin();
        InFlightLimits.Message second = inFlightLimits.begin();

        assertThat(first.claim(1000, most - 500)).isEqualTo(most - 500);
        assertThat(second.claim(501, 1000)).isZero();
        assertThat(second.claim(500, 1000)).isEqualTo(500);
        first.release(200);
        assertThat(second.claim(1, 1000)).isEqualTo(200);
        first.close();
        second.close();
        assertThat(inFlightLimits.begin().claim(most, most)).isEqualTo(most);
    }
}
