package org.signetmail.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signetmail.settings.SampleSettings.SECRET;
import static org.signetmail.settings.SampleSettings.blank;
import static org.signetmail.settings.SampleSettings.by;
import static org.signetmail.settings.SampleSettings.contoso;
import static org.signetmail.settings.SampleSettings.typed;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;

@OnEveryDatabase
class DeliveryStatusTest {
    private static final Instant NOON = Instant.parse("2026-03-12T12:00:00Z");
    private static final Symptom EXPIRED = new Symptom(
            Peer.ENTRA,
            "AADSTS7000222",
            401,
            "The provided client secret keys are expired.",
            "correlation",
            "trace",
            NOON,
            Optional.of(Duration.ofSeconds(30)));

    @Parameter
    Storage storage;

    @TempDir
    Path folder;

    private StoreOnDisk disk;
    private SettingsStore store;

    @BeforeEach
    void start() throws Exception {
        disk = StoreOnDisk.open(storage, folder, Clock.systemUTC());
        store = disk.settings();
        store.save(typed(contoso(0)), "admin");
    }

    @AfterEach
    void stop() {
        disk.close();
    }

    @Test
    void theInitialStatusIsUntried() {
        assertThat(store.status()).isEqualTo(DeliveryStatus.UNTRIED);
    }

    @Test
    void aFailureIsStoredCompletely() {
        store.mailFailed(NOON, EXPIRED);
        assertThat(store.status()).isEqualTo(new DeliveryStatus(null, null, NOON, EXPIRED));
    }

    /** The thread may belong to an application that stops its workers or to a cancelled test. */
    @Test
    void anInterruptedThreadRecordsItsOutcome() {
        for (int mail = 0; mail < 5; mail++) {
            Thread.currentThread().interrupt();
            store.mailAccepted(NOON.plus(Duration.ofMinutes(mail)));
            assertThat(Thread.interrupted())
                    .as("the thread is still interrupted")
                    .isTrue();
        }

        assertThat(store.status().acceptedAt()).isEqualTo(NOON.plus(Duration.ofMinutes(4)));
    }

    @Test
    void anInterruptWhileRecordingAffectsNoOtherThread() throws Exception {
        var tries = new AtomicInteger();
        var notes = new Thread(() -> {
            for (int mail = 0; mail < 20; mail++) {
                try {
                    store.mailFailed(NOON.plusSeconds(mail), EXPIRED);
                } catch (RuntimeException disturbed) {
                    // PostgreSQL's driver abandons a connection that it is opening.
                }
                tries.incrementAndGet();
            }
        });
        notes.start();
        for (int seen = 0; notes.isAlive(); seen = tries.get()) {
            notes.interrupt();
            while (notes.isAlive() && tries.get() == seen) {
                Thread.onSpinWait();
            }
        }

        store.mailAccepted(NOON);
        assertThat(store.status().acceptedAt()).isEqualTo(NOON);
    }

    @Test
    void consecutiveFailuresKeepTheFirstTimeAndTheLastReason() {
        Symptom unreachable = Symptom.unanswered(Peer.SMTP, Symptom.NET_NAME, "no such host", NOON);
        store.mailFailed(NOON, EXPIRED);
        store.mailFailed(NOON.plusSeconds(60), unreachable);
        assertThat(store.status()).isEqualTo(new DeliveryStatus(null, null, NOON, unreachable));
    }

    @Test
    void longRepliesAreTruncated() {
        store.mailFailed(NOON, Symptom.unanswered(Peer.GRAPH, Symptom.NET_NOT_UNDERSTOOD, "x".repeat(100_000), NOON));
        assertThat(store.status().failure().words()).hasSize(4_000);
    }

    @Test
    void anAcceptedMessageEndsTheFailureImmediately() {
        store.mailAccepted(NOON);
        store.mailFailed(NOON.plusSeconds(1), EXPIRED);
        store.mailAccepted(NOON.plusSeconds(2));
        assertThat(store.status()).isEqualTo(new DeliveryStatus(null, NOON.plusSeconds(2), null, null));
    }

    @Test
    void acceptedMessagesAreRecordedOncePerMinute() {
        store.mailAccepted(NOON);
        store.mailAccepted(NOON.plusSeconds(59));
        assertThat(store.status().acceptedAt()).isEqualTo(NOON);
        store.mailAccepted(NOON.plusSeconds(60));
        assertThat(store.status().acceptedAt()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void aChangedSecretInvalidatesThePassedTest() throws Exception {
        store.credentialsPassed(NOON);
        store.mailAccepted(NOON);
        store.save(new SettingsChange(contoso(1), Optional.of(SECRET), Optional.empty()), "admin");
        assertThat(store.status()).isEqualTo(DeliveryStatus.UNTRIED);
    }

    @Test
    void anotherRouteKeepsOnlyThePassedTest() throws Exception {
        store.credentialsPassed(NOON);
        store.mailAccepted(NOON);
        store.save(blank(by(DeliveryRoute.GRAPH, contoso(1))), "admin");
        assertThat(store.status()).isEqualTo(new DeliveryStatus(NOON, null, null, null));
    }

    @Test
    void aSaveKeepsTheFailure() throws Exception {
        store.mailFailed(NOON, EXPIRED);
        store.save(typed(contoso(1)), "admin");
        assertThat(store.status().failingSince()).isEqualTo(NOON);
    }
}
