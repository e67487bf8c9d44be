package org.signetmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.account.UserSender;
import org.signetmail.message.MimeMessages;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.StoredMail;

/** Settings that are saved while messages are sent. */
@Timeout(120)
class SettingsChangedTest {
    private static final int SAVES = 100;
    private static final int MESSAGES_PER_SECOND = 20;

    @TempDir
    Path folder;

    private final ScheduledExecutorService workers = Executors.newScheduledThreadPool(8);
    private final AtomicInteger numbers = new AtomicInteger();
    private final ConcurrentHashMap<String, Outcome> outcomes = new ConcurrentHashMap<>();
    private PracticeTenantFixture contoso;
    private MailSessionFactory sessions;

    @BeforeEach
    void tenantStarts() throws Exception {
        contoso = new PracticeTenantFixture(folder);
        sessions = contoso.sessions();
    }

    @AfterEach
    void tenantStops() {
        workers.shutdownNow();
        contoso.close();
    }

    private Outcome send() {
        String subject = "mail " + numbers.incrementAndGet();
        try (MailSession session = sessions.system()) {
            Outcome outcome = session.send(
                    MimeMessages.of(new PlainTextMail(List.of(new Mailbox(Contoso.GUEST)), subject, "t"), false));
            outcomes.put(subject, outcome);
            return outcome;
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    /** New settings apply to every message that is sent after the save. No message is lost or duplicated. */
    @Test
    void savedSettingsApplyAtOnceUnderLoad() throws Exception {
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
        Future<?> load = workers.scheduleAtFixedRate(
                this::send, 0, TimeUnit.SECONDS.toNanos(1) / MESSAGES_PER_SECOND, TimeUnit.NANOSECONDS);

        for (int save = 0; save < SAVES; save++) {
            boolean even = save % 2 == 0;
            String system = even ? Contoso.SHARED : Contoso.NOTIFICATIONS;
            contoso.save(
                    save % 12 == 0 ? DeliveryRoute.SMTP : DeliveryRoute.GRAPH,
                    even ? Contoso.NEW_SECRET : Contoso.CLIENT_SECRET,
                    UserSender.USER_EMAIL,
                    system);
            assertThat(send().from()).isEqualTo(new Mailbox(system));
        }
        load.cancel(false);
        workers.shutdown();
        assertThat(workers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        assertThat(outcomes).hasSize(numbers.get());
        assertThat(outcomes.values()).allMatch(outcome -> outcome instanceof Outcome.Accepted);
        List<StoredMail> arrived = contoso.tenant.mailboxes().inbox(Contoso.GUEST);
        assertThat(arrived.stream().map(StoredMail::subject)).containsExactlyInAnyOrderElementsOf(outcomes.keySet());
        for (StoredMail mail : arrived) {
            assertThat(mail.header("From"))
                    .contains(outcomes.get(mail.subject()).from().address());
        }
    }

    /** A message that waits for a permit is sent with the settings at the time of the permit. */
    @Test
    void savedSettingsApplyToAMessageInTheQueue() throws Exception {
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);
        contoso.tenant.limits().enforce(Duration.ofSeconds(2));
        for (int mail = 0; mail < 3; mail++) {
            workers.execute(this::send);
        }
        awaitInFlight(3);
        var waiting = new Thread(this::send);
        waiting.start();
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        contoso.save(DeliveryRoute.GRAPH, Contoso.NEW_SECRET, UserSender.USER_EMAIL, Contoso.SHARED);
        waiting.join();

        assertThat(contoso.tenant.mailboxes().sent(Contoso.SHARED)).hasSize(1);
        assertThat(contoso.tenant.requests().graph()).hasSize(1);
    }

    private void awaitInFlight(int count) {
        while (contoso.tenant.limits().underWay(Contoso.NOTIFICATIONS) < count) {
            Thread.onSpinWait();
        }
    }
}
