package org.signetmail.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signetmail.settings.SampleSettings.basic;
import static org.signetmail.settings.SampleSettings.contoso;
import static org.signetmail.settings.SampleSettings.typed;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.token.AdjustableClock;

/** Two nodes that share a database and a key. */
class OtherNodeTest {
    @TempDir
    Path folder;

    private final AdjustableClock clock = new AdjustableClock();
    private StoreOnDisk here;
    private StoreOnDisk there;

    @BeforeEach
    void start() throws Exception {
        here = StoreOnDisk.open(folder, clock);
        there = StoreOnDisk.open(folder, clock);
        here.settings().save(typed(contoso(0)), "admin");
    }

    @AfterEach
    void stop() {
        there.close();
        here.close();
    }

    @Test
    void aSaveTakesEffectImmediatelyHereAndWithinASecondElsewhere() throws Exception {
        long first = here.settings().active().version();
        assertThat(there.settings().active().version()).isEqualTo(first);

        here.settings().save(typed(basic(first)), "admin");

        assertThat(here.settings().active().version()).isGreaterThan(first);
        assertThat(there.settings().active().version()).isEqualTo(first);
        clock.advance(ShortLivedCache.LIFETIME);
        assertThat(there.settings().active())
                .isEqualTo(here.settings().active())
                .satisfies(now -> assertThat(now.version()).isGreaterThan(first));
    }

    /** Dependent data, such as a cached token, is found by identity. */
    @Test
    void unchangedSettingsStayTheSameObject() throws Exception {
        ActiveSettings before = here.settings().active();

        clock.advance(ShortLivedCache.LIFETIME);

        assertThat(here.settings().active()).isSameAs(before);
    }

    @Test
    void deletedSecretsAreNotUsed() throws Exception {
        here.settings().active();
        Files.move(folder.resolve("signet.key"), folder.resolve("lost"));

        here.settings().startWithNewKey("admin");

        assertThatThrownBy(() -> here.settings().active()).isInstanceOf(NotConfigured.class);
    }

    @Test
    void aFailureOnAnotherNodeEndsWithTheNextMessageAfterASecond() {
        here.settings().mailAccepted(clock.instant());
        here.settings().mailAccepted(clock.instant());
        there.settings()
                .mailFailed(
                        clock.instant(),
                        Symptom.unanswered(Peer.SMTP, Symptom.NET_UNREACHABLE, "Nobody there", clock.instant()));
        assertThat(here.settings().status().failingSince()).isNotNull();

        clock.advance(ShortLivedCache.LIFETIME);
        here.settings().mailAccepted(clock.instant());

        assertThat(here.settings().status().failingSince()).isNull();
    }
}
