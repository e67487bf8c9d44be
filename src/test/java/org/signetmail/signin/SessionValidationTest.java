package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.signetmail.settings.OnBothDatabases;
import org.signetmail.settings.Storage;
import org.signetmail.token.AdjustableClock;
import org.signetmail.token.LogCapture;

/** Lifetime of sessions on two nodes that share a database. */
@OnBothDatabases
class SessionValidationTest {
    @Parameter
    Storage storage;

    @TempDir
    Path folder;

    private final AdjustableClock clock = new AdjustableClock();
    private final WebSession office = new WebSession("192.0.2.7");
    private final WebSession home = new WebSession("198.51.100.8");
    private SignInOnDisk here;
    private SignInOnDisk there;

    @BeforeEach
    void signInOnBothNodes() {
        here = new SignInOnDisk(storage, folder, clock);
        there = new SignInOnDisk(storage, folder, clock);
        here.sessionValidation.begin(office.request(), "admin");
        there.sessionValidation.begin(home.request(), "admin");
    }

    @AfterEach
    void stop() {
        there.close();
        here.close();
    }

    private Optional<String> inTheOffice() {
        return here.sessionValidation.name(office.request());
    }

    private Optional<String> atHome() {
        return there.sessionValidation.name(home.request());
    }

    @Test
    void aConstantlyUsedSessionEndsAfterTwelveHours() {
        for (int minutes = 0; minutes < 12 * 60; minutes++) {
            assertThat(inTheOffice()).as("after %s minutes", minutes).contains("admin");
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(inTheOffice()).isEmpty();
        assertThat(office.isValid()).isFalse();
        assertThat(here.notes.lines()).last().isEqualTo("SIGN_IN admin: 1 session ended after 12 hours");
    }

    @Test
    void theMaximumIsConfigurable() {
        here.length.configure(Optional.of("1"));
        clock.advance(Duration.ofMinutes(59));
        assertThat(inTheOffice()).contains("admin");

        clock.advance(Duration.ofMinutes(1));
        assertThat(inTheOffice()).isEmpty();
    }

    @Test
    void invalidHoursAreLoggedAndTheDefaultApplies() {
        for (String hours : new String[] {"0", "169", "12h", "-1", "1.5", "PT12H", "99999999999"}) {
            try (var log = new LogCapture()) {
                here.length.configure(Optional.of(hours));
                assertThat(log.text()).contains("SIGNET-1043", "key=\"signet.session.hours\" value=\"" + hours + "\"");
            }
            assertThat(here.length.max()).isEqualTo(Duration.ofHours(12));
        }
    }

    @Test
    void theContainerEndsItAfterThirtyIdleMinutes() {
        assertThat(office.idleSeconds()).isEqualTo(1800);
    }

    @Test
    void aSessionEndedOnOneNodeEndsOnTheOtherWithinASecond() {
        assertThat(atHome()).contains("admin");
        here.firstRun.sessions.endOthers("admin", "");

        clock.advance(SessionValidation.CHECK_INTERVAL);

        assertThat(atHome()).isEmpty();
        assertThat(home.isValid()).isFalse();
        assertThat(inTheOffice()).isEmpty();
    }

    @Test
    void signOutEndsThatSessionOnly() {
        here.sessionValidation.end(office.request());
        clock.advance(SessionValidation.CHECK_INTERVAL);

        assertThat(inTheOffice()).isEmpty();
        assertThat(atHome()).contains("admin");
        assertThat(here.notes.lines())
                .containsExactly("SIGN_IN admin: Signed in from 192.0.2.7", "SIGN_IN admin: Signed out from 192.0.2.7");
    }

    @Test
    void aSessionSurvivesADatabaseFailureUntilItsMaximumAge() {
        here.store.loseDatabase();
        clock.advance(Duration.ofMinutes(5));
        assertThat(inTheOffice()).contains("admin");

        clock.advance(Duration.ofHours(12));
        assertThat(inTheOffice()).isEmpty();
    }

    @Test
    void signOutWorksDuringADatabaseFailure() {
        here.store.loseDatabase();
        here.sessionValidation.end(office.request());
        assertThat(here.notes.lines()).last().isEqualTo("SIGN_IN admin: Signed out from 192.0.2.7");
    }

    @Test
    void signingInAgainInTheSameBrowserReplacesTheSession() {
        String before = office.id();
        here.sessionValidation.begin(office.request(), "admin");

        assertThat(office.id()).isNotEqualTo(before);
        assertThat(here.firstRun.sessions.open("admin")).hasSize(2);
    }

    @Test
    void expiredSessionsAreDeletedAtTheNextSignIn() {
        clock.advance(Duration.ofMinutes(20));
        assertThat(inTheOffice()).contains("admin");
        clock.advance(Duration.ofMinutes(15));
        assertThat(here.firstRun.sessions.open("admin"))
                .extracting(AdminSession::address)
                .containsExactly("192.0.2.7");

        here.sessionValidation.begin(new WebSession("203.0.113.9").request(), "admin");

        clock.advance(Duration.ofSeconds(1));
        assertThat(inTheOffice()).contains("admin");
        assertThat(atHome()).isEmpty();
    }
}
