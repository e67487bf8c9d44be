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

/** Many messages against a tenant that enforces the rate limits of a mailbox. */
@Timeout(120)
class LimitsTest {
    private static final List<String> MAILBOXES = List.of(Contoso.NOTIFICATIONS, Contoso.FIRST_USER, Contoso.SHARED);
    private static final int PER_MINUTE = 30;

    private static final int BUSY = 10;
    private static final int PER_BUSY_MAILBOX = PER_MINUTE + 2;

    /** Duration of a submission at the tenant. */
    private static final Duration SUBMISSION_TIME = Duration.ofMillis(40);

    @TempDir
    Path folder;

    private final ExecutorService workers = Executors.newFixedThreadPool(24);
    private PracticeTenantFixture contoso;
    private MailSessionFactory sessions;

    @BeforeEach
    void tenantStarts() throws Exception {
        contoso = new PracticeTenantFixture(folder);
        sessions = contoso.sessions();
        contoso.tenant.limits().enforce(SUBMISSION_TIME);
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
    void aMinutesMessagesOfThreeMailboxesAreSentWithoutARefusal(DeliveryRoute route, int concurrent) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        var messages = new ArrayList<Callable<Outcome>>();
        for (int mail = 0; mail < PER_MINUTE; mail++) {
            for (String mailbox : MAILBOXES) {
                messages.add(mail(mailbox, mailbox + " " + mail));
            }
        }

        for (Future<Outcome> outcome : workers.invokeAll(messages)) {
            assertThat(outcome.get()).isInstanceOf(Outcome.Accepted.class);
        }

        assertThat(contoso.tenant.limits().refusals()).isZero();
        assertThat(arrived()).isEqualTo(MAILBOXES.size() * PER_MINUTE);
    }

    /** Shows that the test above can fail. */
    @Test
    void aSenderWithoutARateLimitIsRefused() throws Exception {
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
        var senders = Executors.newFixedThreadPool(BUSY * PER_BUSY_MAILBOX);
        try {
            for (int busy = 0; busy < BUSY; busy++) {
                for (int mail = 0; mail < PER_BUSY_MAILBOX; mail++) {
                    waiting.add(senders.submit(mail(Contoso.staff(busy), "busy")));
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
                    .as("each mailbox has more than a minute's messages")
                    .filteredOn(mail -> !mail.isDone())
                    .hasSizeGreaterThanOrEqualTo(BUSY * (PER_BUSY_MAILBOX - PER_MINUTE));
        } finally {
            sessions.dispatcher.attempts.deliveryWiring.mailboxLimiters.close();
            senders.shutdown();
            assertThat(senders.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    private void awaitSentFrom(String mailbox) {
        contoso.tenant
                .mailboxes()
                .awaitInbox(Contoso.GUEST, mail -> mail.author().equals(mailbox), Duration.ofSeconds(30));
    }

    /** The user has sent as many messages as a minute allows; one more waits. */
    private CompletableFuture<Outcome> oneMoreThanAllowed(Consumer<Thread> waiting) throws Exception {
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);
        var messages = new ArrayList<Callable<Outcome>>();
        for (int mail = 0; mail < PER_MINUTE; mail++) {
            messages.add(mail(Contoso.FIRST_USER, "busy " + mail));
        }
        for (Future<Outcome> mail : workers.invokeAll(messages)) {
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
        waiting.accept(late);
        return outcome;
    }

    private void assertStoppedUnsent(Outcome outcome) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.symptom().code()).isEqualTo(Symptom.NO_TURN);
            assertThat(refused.symptom().words()).contains("Signet stopped");
        });
        assertThat(contoso.store.settings().status().failingSince()).isNull();
        assertThat(arrived()).isEqualTo(PER_MINUTE);
    }

    @Test
    void anInterruptedThreadSendsNothingAndChangesNoStatus() throws Exception {
        assertStoppedUnsent(oneMoreThanAllowed(Thread::interrupt).get());
    }

    @Test
    void gracefulShutdownEndsTheWaitForAPermit() throws Exception {
        MailboxLimiters mailboxLimiters = sessions.dispatcher.attempts.deliveryWiring.mailboxLimiters;

        assertStoppedUnsent(oneMoreThanAllowed(late -> mailboxLimiters.close()).get());

        assertStoppedUnsent(mail(Contoso.SHARED, "new").call());
    }
}
