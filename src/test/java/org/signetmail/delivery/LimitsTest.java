package org.signetmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Symptom;
import org.signetmail.message.MimeMessages;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.practice.Contoso;

/** Many mails against a tenant that refuses whoever sends more than a mailbox may. */
@Timeout(120)
class LimitsTest {
    private static final List<String> MAILBOXES = List.of(Contoso.NOTIFICATIONS, Contoso.FIRST_USER, Contoso.SHARED);
    private static final int A_MINUTE = 30;

    private static final int BUSY = 10;
    private static final int A_CROWD = A_MINUTE + 2;

    /** What a mail takes at the tenant. */
    private static final Duration MOMENT = Duration.ofMillis(40);

    @TempDir
    Path folder;

    private final ExecutorService workers = Executors.newFixedThreadPool(24);
    private PracticeTenantFixture contoso;
    private MailSessionFactory sessions;

    @BeforeEach
    void tenantStarts() throws Exception {
        contoso = new PracticeTenantFixture(folder);
        sessions = contoso.sessions();
        contoso.tenant.limits().enforce(MOMENT);
    }

    @AfterEach
    void tenantStops() {
        workers.shutdownNow();
        contoso.close();
    }

    private Callable<Outcome> mail(String from, String subject) {
        Message message = MimeMessages.of(new PlainTextMail(List.of(new Mailbox(Contoso.GUEST)), subject, "t"), true);
        return () -> {
            try (MailSession session = sessions.onBehalfOf(from)) {
                return session.send(message);
            }
        };
    }

    private int arrived() {
        return contoso.tenant.mailboxes().inbox(Contoso.GUEST).size();
    }

    @ParameterizedTest
    @CsvSource({"SMTP, 3", "GRAPH, 4"})
    void aMinutesMailsOfThreeMailboxesAllGoOutWithoutARefusal(DeliveryRoute route, int atOnce) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        var mails = new ArrayList<Callable<Outcome>>();
        for (int mail = 0; mail < A_MINUTE; mail++) {
            for (String mailbox : MAILBOXES) {
                mails.add(mail(mailbox, mailbox + " " + mail));
            }
        }

        for (Future<Outcome> outcome : workers.invokeAll(mails)) {
            assertThat(outcome.get()).isInstanceOf(Outcome.Accepted.class);
        }

        assertThat(contoso.tenant.limits().refusals()).isZero();
        assertThat(arrived()).isEqualTo(MAILBOXES.size() * A_MINUTE);
    }

    /** Else the test above would show nothing. */
    @Test
    void aSenderThatKnowsNoLimitsIsRefused() throws Exception {
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);
        var mailers = new ArrayList<Callable<Outcome>>();
        for (int mail = 0; mail < 24; mail++) {
            Mailer mailer = contoso.mailer(Duration.ofSeconds(20));
            mailers.add(() -> mailer.sendFromSystem(new PlainTextMail(List.of(new Mailbox(Contoso.GUEST)), "s", "t")));
        }

        workers.invokeAll(mailers);

        assertThat(contoso.tenant.limits().refusals()).isPositive();
    }

    @Test
    void aQuietMailboxDoesNotWaitForTenBusyOnes() throws Exception {
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);
        var waiting = new ArrayList<Future<Outcome>>();
        var crowd = Executors.newFixedThreadPool(BUSY * A_CROWD);
        try {
            for (int busy = 0; busy < BUSY; busy++) {
                for (int mail = 0; mail < A_CROWD; mail++) {
                    waiting.add(crowd.submit(mail(Contoso.staff(busy), "busy")));
                }
            }
            for (int busy = 0; busy < BUSY; busy++) {
                awaitSentFrom(Contoso.staff(busy));
            }

            try (MailSession quiet = sessions.system()) {
                assertThat(quiet.send(MimeMessages.of(
                                new PlainTextMail(List.of(new Mailbox(Contoso.GUEST)), "quiet", "t"), false)))
                        .isInstanceOfSatisfying(
                                Outcome.Accepted.class,
                                accepted -> assertThat(accepted.took()).isLessThan(Duration.ofSeconds(1)));
            }
            assertThat(waiting)
                    .as("each mailbox has more than a minute's")
                    .filteredOn(mail -> !mail.isDone())
                    .hasSizeGreaterThanOrEqualTo(BUSY * (A_CROWD - A_MINUTE));
        } finally {
            sessions.dispatcher.deliveryWiring.mailboxLimiters.close();
            crowd.shutdown();
            assertThat(crowd.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    private void awaitSentFrom(String mailbox) {
        contoso.tenant
                .mailboxes()
                .awaitInbox(Contoso.GUEST, mail -> mail.author().equals(mailbox), Duration.ofSeconds(30));
    }

    /** A minute's mails of the user are out; one more waits. */
    private CompletableFuture<Outcome> oneTooMany(Consumer<Thread> sender) throws Exception {
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);
        var mails = new ArrayList<Callable<Outcome>>();
        for (int mail = 0; mail < A_MINUTE; mail++) {
            mails.add(mail(Contoso.FIRST_USER, "busy " + mail));
        }
        for (Future<Outcome> mail : workers.invokeAll(mails)) {
            mail.get();
        }
        var outcome = new CompletableFuture<Outcome>();
        var late = new Thread(() -> {
            try {
                outcome.complete(mail(Contoso.FIRST_USER, "late").call());
            } catch (Exception failed) {
                outcome.completeExceptionally(failed);
            }
        });
        late.start();
        while (late.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        sender.accept(late);
        return outcome;
    }

    private void assertToldToStop(Outcome outcome) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.symptom().code()).isEqualTo(Symptom.NO_TURN);
            assertThat(refused.symptom().words()).contains("told to stop");
        });
        assertThat(contoso.store.settings().status().failingSince()).isNull();
        assertThat(arrived()).isEqualTo(A_MINUTE);
    }

    @Test
    void aMailThatIsToldToStopWaitingWasNotSentAndBreaksNothing() throws Exception {
        assertToldToStop(oneTooMany(Thread::interrupt).get());
    }

    @Test
    void whenSignetStopsNoMailWaitsForItsTurn() throws Exception {
        MailboxLimiters mailboxLimiters = sessions.dispatcher.deliveryWiring.mailboxLimiters;

        assertToldToStop(oneTooMany(late -> mailboxLimiters.close()).get());

        assertToldToStop(mail(Contoso.SHARED, "new").call());
    }
}
