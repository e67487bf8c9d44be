package org.signetmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Credential;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.account.OutboundProxy;
import org.signetmail.credential.Slot;
import org.signetmail.message.MimeMessages;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.SignedCertificate;
import org.signetmail.practice.StoredMail;

/** Credentials that are rotated while messages are sent. */
@Timeout(300)
class RotationUnderLoadTest {
    private static final int ROTATIONS = 100;
    private static final int MESSAGES_PER_SECOND = 20;

    @TempDir
    Path folder;

    private final ScheduledExecutorService workers = Executors.newScheduledThreadPool(8);
    private final AtomicInteger numbers = new AtomicInteger();
    private final ConcurrentHashMap<String, Outcome> outcomes = new ConcurrentHashMap<>();
    private final Semaphore sent = new Semaphore(0);
    private PracticeTenantFixture contoso;
    private MailSessionFactory sessions;

    @BeforeEach
    void tenantStarts() throws Exception {
        contoso = new PracticeTenantFixture(folder);
        // Exchange takes fewer messages a minute from one mailbox than this test sends in two seconds.
        sessions = DeliveryFixture.sessionsWithoutRateLimit(
                contoso.store.settings(), contoso.tokens, OutboundProxy.NONE, Clock.systemUTC());
    }

    @AfterEach
    void tenantStops() {
        workers.shutdownNow();
        contoso.close();
    }

    private void send() {
        String subject = "mail " + numbers.incrementAndGet();
        try (MailSession session = sessions.system()) {
            outcomes.put(
                    subject,
                    session.send(MimeMessages.of(
                            new PlainTextMail(List.of(new Mailbox(Contoso.GUEST)), subject, "t"), false)));
            sent.release();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private Credential uploaded() throws Exception {
        var made = SignedCertificate.of(
                Instant.now().minusSeconds(60), Instant.now().plus(Duration.ofDays(90)));
        contoso.tenant.keys().uploadCertificate(made.der());
        return CertificateCredential.of(made.certificate(), made.key());
    }

    /** Secret to secret, secret to certificate, certificate to certificate and back. */
    @ParameterizedTest
    @EnumSource
    void noMessageIsLostOrRefused(DeliveryRoute route) throws Exception {
        List<Credential> rotation = List.of(
                new ClientSecret(Contoso.NEW_SECRET), uploaded(), uploaded(), new ClientSecret(Contoso.CLIENT_SECRET));
        contoso.save(route, Contoso.CLIENT_SECRET);
        ApplicationRegistration application =
                contoso.store.settings().load().registration().orElseThrow();
        var credentials = contoso.store.credentials();
        CredentialSwitch rotating = DeliveryFixture.credentialSwitch(credentials, contoso.tokens, Clock.systemUTC());
        Future<?> load = workers.scheduleAtFixedRate(
                this::send, 0, TimeUnit.SECONDS.toNanos(1) / MESSAGES_PER_SECOND, TimeUnit.NANOSECONDS);

        for (int turn = 0; turn < ROTATIONS; turn++) {
            sent.drainPermits();
            long next = credentials
                    .addNext(rotation.get(turn % rotation.size()), application, null, null, "admin")
                    .number();
            assertThat(rotating.promoteNext("admin", "Rotated"))
                    .hasValueSatisfying(trial -> assertThat(trial.failure()).isEmpty());
            assertThat(credentials.all())
                    .filteredOn(info -> info.slot().filter(Slot.CURRENT::equals).isPresent())
                    .singleElement()
                    .satisfies(current -> assertThat(current.number()).isEqualTo(next));
            sent.acquire(2);
        }
        load.cancel(false);
        workers.shutdown();
        assertThat(workers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        assertThat(outcomes).hasSize(numbers.get()).hasSizeGreaterThan(2 * ROTATIONS);
        assertThat(outcomes.values()).allMatch(outcome -> outcome instanceof Outcome.Accepted);
        assertThat(contoso.tenant.mailboxes().inbox(Contoso.GUEST).stream().map(StoredMail::subject))
                .containsExactlyInAnyOrderElementsOf(outcomes.keySet());
    }
}
