package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.signetmail.account.ConfiguredSecret;
import org.signetmail.settings.OnBothDatabases;
import org.signetmail.settings.Storage;
import org.signetmail.token.AdjustableClock;

@OnBothDatabases
class OwnAccountTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String WANTED = "a blue lamp on the roof";

    @Parameter
    Storage storage;

    @TempDir
    Path folder;

    private final AdjustableClock clock = new AdjustableClock();
    private final WebSession mine = new WebSession("192.0.2.7");
    private final WebSession other = new WebSession("198.51.100.8");
    private SignInOnDisk node;

    @BeforeEach
    void signIn() {
        node = new SignInOnDisk(storage, folder, clock);
        node.firstRun.administrators.setPassword(PASSWORD);
        node.sessionValidation.begin(mine.request(), "admin");
        node.sessionValidation.begin(other.request(), "admin");
    }

    @AfterEach
    void close() {
        node.close();
    }

    private boolean isRight(String password) {
        return node.identities
                        .validate(new UsernamePasswordCredential("admin", password))
                        .getStatus()
                == Status.VALID;
    }

    private boolean isSignedIn(WebSession browser) {
        clock.advance(SessionValidation.CHECK_INTERVAL);
        return node.sessionValidation.name(browser.request()).isPresent();
    }

    @Test
    void aPasswordChangeEndsAllOtherSessions() {
        String before = mine.id();

        var answer = node.account.changePassword(PASSWORD, WANTED, mine.request());

        assertThat(answer).isEqualTo(new OwnAccount.Answer(true, Duration.ZERO, 1));
        assertThat(isRight(WANTED)).isTrue();
        assertThat(isRight(PASSWORD)).isFalse();
        assertThat(isSignedIn(other)).isFalse();
        assertThat(isSignedIn(mine)).isTrue();
        assertThat(mine.id()).as("a new id").isNotEqualTo(before);
        assertThat(node.notes.lines())
                .endsWith(
                        "SIGN_IN admin: 1 session ended by a new password",
                        "CHANGE admin: Administrator password set by “Change password”");
        assertThat(String.join("", node.notes.lines())).doesNotContain(PASSWORD, WANTED);
    }

    @Test
    void aWrongPresentPasswordChangesNothing() {
        var answer = node.account.changePassword("not the password", WANTED, mine.request());

        assertThat(answer).isEqualTo(new OwnAccount.Answer(false, Duration.ZERO, 0));
        assertThat(isRight(PASSWORD)).isTrue();
        assertThat(isSignedIn(other)).isTrue();
        assertThat(node.notes.lines()).last().isEqualTo("SIGN_IN admin: Wrong present password from 192.0.2.7");
    }

    @Test
    void guessingThePresentPasswordWaitsAfterFiveAttempts() {
        for (int i = 0; i < LoginThrottle.MAX_ATTEMPTS; i++) {
            assertThat(node.account
                            .endOtherSessions("guess " + i, mine.request())
                            .pause())
                    .isZero();
        }

        var answer = node.account.changePassword(PASSWORD, WANTED, mine.request());

        assertThat(answer.done()).isFalse();
        assertThat(answer.pause()).isEqualTo(Duration.ofMinutes(1));
        assertThat(isRight(PASSWORD)).isTrue();
    }

    @Test
    void aRefusedNewPasswordIsNotSet() {
        for (String refused :
                new String[] {"too short", "qwertyuiop123", "mailgate-2026!", "aaaaaaaaaaaaaaaaaaaaaaa"}) {
            assertThatThrownBy(() -> node.account.changePassword(PASSWORD, refused, mine.request()))
                    .as(refused)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining(refused);
        }
        assertThat(isRight(PASSWORD)).isTrue();
    }

    @Test
    void endingAllOtherSessionsKeepsTheCurrentOne() {
        assertThat(node.account
                        .endOtherSessions("not the password", mine.request())
                        .done())
                .isFalse();
        assertThat(isSignedIn(other)).isTrue();

        assertThat(node.account.endOtherSessions(PASSWORD, mine.request()).endedSessions())
                .isEqualTo(1);

        assertThat(isSignedIn(other)).isFalse();
        assertThat(isSignedIn(mine)).isTrue();
        assertThat(node.notes.lines()).last().isEqualTo("SIGN_IN admin: 1 session ended by “End all other sessions”");
    }

    @Test
    void sessionsAreListedWithTimeAddressAndTheCurrentOneMarked() {
        clock.advance(Duration.ofMinutes(2));
        assertThat(isSignedIn(mine)).isTrue();

        assertThat(node.account.sessions(mine.request()))
                .extracting(session -> session.address() + " " + session.present() + " "
                        + Duration.between(session.beganAt(), session.seenAt()).toSeconds())
                .containsExactlyInAnyOrder("192.0.2.7 true 121", "198.51.100.8 false 0");
    }

    @Test
    void aPasswordSetByTheOperatorCannotBeChanged() {
        node.firstRun.begin("", Optional.of(new ConfiguredSecret(WANTED)));
        assertThat(node.firstRun.isSetByOperator()).isTrue();

        assertThatThrownBy(() -> node.account.changePassword(WANTED, "another long sentence", mine.request()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(isRight(WANTED)).isTrue();
    }

    @Test
    void aRefusedPasswordOfTheOperatorAllowsTheChange() {
        node.firstRun.begin("", Optional.of(new ConfiguredSecret("short")));

        assertThat(node.firstRun.isSetByOperator()).isFalse();
        assertThat(node.account.changePassword(PASSWORD, WANTED, mine.request()).done())
                .isTrue();
    }
}
