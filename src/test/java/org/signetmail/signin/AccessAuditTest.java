package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signetmail.token.AdjustableClock;
import org.signetmail.token.LogCapture;

class AccessAuditTest {
    private final AdjustableClock clock = new AdjustableClock();
    private final RecordedAudit notes = new RecordedAudit();
    private final AccessAudit audit = new AccessAudit();

    @BeforeEach
    void start() {
        audit.clock = clock;
        audit.trail = notes;
    }

    @Test
    void eachEventIsLoggedAndAddedToTheAuditTrail() {
        try (var log = new LogCapture()) {
            audit.signedIn("admin", "192.0.2.7");
            audit.signedOut("admin", "192.0.2.7");
            audit.refused("192.0.2.8");
            audit.throttled("192.0.2.8");
            audit.passwordSet("admin", "by the one-time link");
            audit.wrongPresentPassword("admin", "192.0.2.7");
            audit.sessionsEnded("admin", 2, "by a new password");
            audit.denied("SettingsPage.save");

            assertThat(log.text().lines())
                    .extracting(line -> line.substring(line.indexOf("SIGNET-")))
                    .containsExactly(
                            "SIGNET-1004 An administrator signed in. user=\"admin\" from=\"192.0.2.7\"",
                            "SIGNET-1005 An administrator signed out. user=\"admin\" from=\"192.0.2.7\"",
                            "SIGNET-1003 A sign-in was refused. from=\"192.0.2.8\"",
                            "SIGNET-1006 A sign-in was refused without checking the password, because of earlier failed attempts. from=\"192.0.2.8\" others=\"0\"",
                            "SIGNET-1007 The administrator password was set. user=\"admin\" how=\"by the one-time link\"",
                            "SIGNET-1044 An action that requires the present password was refused: the password was wrong."
                                    + " user=\"admin\" from=\"192.0.2.7\"",
                            "SIGNET-1040 Sessions were ended. user=\"admin\" sessions=\"2\" why=\"by a new password\"",
                            "SIGNET-1041 An action reserved for administrators was refused."
                                    + " action=\"SettingsPage.save\"");
        }
        assertThat(notes.lines())
                .containsExactly(
                        "SIGN_IN admin: Signed in from 192.0.2.7",
                        "SIGN_IN admin: Signed out from 192.0.2.7",
                        "REFUSAL not signed in: Sign-in refused from 192.0.2.8: user name or password was wrong",
                        "REFUSAL not signed in: Sign-in from 192.0.2.8 was not checked: too many wrong attempts before",
                        "CHANGE admin: Administrator password set by the one-time link",
                        "SIGN_IN admin: Wrong present password from 192.0.2.7",
                        "SIGN_IN admin: 2 sessions ended by a new password",
                        "REFUSAL not signed in: Not allowed: SettingsPage.save");
    }

    @Test
    void throttledAttemptsAreLoggedOncePerMinute() {
        for (int i = 0; i < 1_000; i++) {
            audit.throttled("192.0.2.8");
        }
        assertThat(notes.lines()).hasSize(1);
        clock.advance(Duration.ofMinutes(1));
        audit.throttled("192.0.2.8");
        assertThat(notes.lines()).hasSize(2);
    }

    @Test
    void anonymousClientsCannotFillTheDatabase() {
        for (int i = 0; i < 1_000; i++) {
            audit.refused("192.0.2." + i % 200);
            audit.throttled("192.0.2." + i % 200);
        }
        assertThat(notes.lines())
                .hasSize(AccessAudit.MAX_ANONYMOUS_ENTRIES + 1)
                .last()
                .isEqualTo("REFUSAL not signed in: Further refusals within this hour are in the server’s log only");

        audit.signedIn("admin", "192.0.2.7");
        assertThat(notes.lines()).last().isEqualTo("SIGN_IN admin: Signed in from 192.0.2.7");

        clock.advance(Duration.ofHours(1));
        audit.refused("192.0.2.9");
        assertThat(notes.lines())
                .last()
                .isEqualTo("REFUSAL not signed in: Sign-in refused from 192.0.2.9: user name or password was wrong");
    }
}
