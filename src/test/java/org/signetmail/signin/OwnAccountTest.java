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
import org.signetmail.token.MovedClock;

@OnBothDatabases
class OwnAccountTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String WANTED = "a blue lamp on the roof";

    @Parameter
    Storage storage;

    @TempDir
    Path folder;

    private final MovedClock clock = new MovedClock();
    private final WebSession mine = new WebSession("192.0.2.7");
    private final WebSession other = new WebSession("198.51.100.8");
    private SignInOnDisk door;

    @BeforeEach
    void signIn() {
        door = new SignInOnDisk(storage, folder, clock);
        door.firstRun.administrators.setPassword(PASSWORD);
        door.sessionValidation.begin(mine.request(), "admin");
        door.sessionValidation.begin(other.request(), "admin");
    }

    @AfterEach
    void close() {
        door.close();
    }

    private boolean isRight(String password) {
        return door.identities
                        .validate(new UsernamePasswordCredential("admin", password))
                        .getStatus()
                == Status.VALID;
    }

    private boolean isSignedIn(WebSession browser) {
        clock.advance(SessionValidation.GOOD_FOR);
        return door.sessionValidation.name(browser.request()).isPresent();
    }

    @Test
    void whoKnowsThePresentPasswordSetsANewOneAndEndsAllOtherSessions() {
        String before = mine.id();

        var answer = door.account.changePassword(PASSWORD, WANTED, mine.request());

        assertThat(answer).isEqualTo(new OwnAccount.Answer(true, Duration.ZERO, 1));
        assertThat(isRight(WANTED)).isTrue();
        assertThat(isRight(PASSWORD)).isFalse();
        assertThat(isSignedIn(other)).isFalse();
        assertThat(isSignedIn(mine)).isTrue();
        assertThat(mine.id()).as("a new id").isNotEqualTo(before);
        assertThat(door.notes.lines())
                .endsWith(
                        "SIGN_IN admin: 1 session ended by a new password",
                        "CHANGE admin: Administrator password set by “Change password”");
        assertThat(String.join("", door.notes.lines())).doesNotContain(PASSWORD, WANTED);
    }

    @Test
    void whoDoesNotChangesNothing() {
        var answer = door.account.changePassword("not the password", WANTED, mine.request());

        assertThat(answer).isEqualTo(new OwnAccount.Answer(false, Duration.ZERO, 0));
        assertThat(isRight(PASSWORD)).isTrue();
        assertThat(isSignedIn(other)).isTrue();
        assertThat(door.notes.lines()).last().isEqualTo("SIGN_IN admin: Present password wrong from 192.0.2.7");
    }

    @Test
    void guessingThePresentPasswordWaitsAfterFiveTries() {
        for (int i = 0; i < LoginThrottle.TRIES; i++) {
            assertThat(door.account
                            .endOtherSessions("guess " + i, mine.request())
                            .pause())
                    .isZero();
        }

        var answer = door.account.changePassword(PASSWORD, WANTED, mine.request());

        assertThat(answer.done()).isFalse();
        assertThat(answer.pause()).isEqualTo(Duration.ofMinutes(1));
        assertThat(isRight(PASSWORD)).isTrue();
    }

    @Test
    void aNewPasswordThatIsRefusedIsNotSet() {
        for (String refused :
                new String[] {"too short", "qwertyuiop123", "mailgate-2026!", "aaaaaaaaaaaaaaaaaaaaaaa"}) {
            assertThatThrownBy(() -> door.account.changePassword(PASSWORD, refused, mine.request()))
                    .as(refused)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining(refused);
        }
        assertThat(isRight(PASSWORD)).isTrue();
    }

    @Test
    void allOtherSessionsEndAtTheButtonAndTheOwnOneGoesOn() {
        assertThat(door.account
                        .endOtherSessions("not the password", mine.request())
                        .done())
                .isFalse();
        assertThat(isSignedIn(other)).isTrue();

        assertThat(door.account.endOtherSessions(PASSWORD, mine.request()).endedSessions())
                .isEqualTo(1);

        assertThat(isSignedIn(other)).isFalse();
        assertThat(isSignedIn(mine)).isTrue();
        assertThat(door.notes.lines()).last().isEqualTo("SIGN_IN admin: 1 session ended by “End all other sessions”");
    }

    @Test
    void theSessionsAreListedWithWhenAndFromWhereAndWhichIsTheOwn() {
        clock.advance(Duration.ofMinutes(2));
        assertThat(isSignedIn(mine)).isTrue();

        assertThat(door.account.sessions(mine.request()))
                .extracting(session -> session.address() + " " + session.present() + " "
                        + Duration.between(session.beganAt(), session.seenAt()).toSeconds())
                .containsExactlyInAnyOrder("192.0.2.7 true 121", "198.51.100.8 false 0");
    }

    @Test
    void aPasswordThatTheOperatorSetsIsNotChangedHere() {
        door.firstRun.begin("", Optional.of(new ConfiguredSecret(WANTED)));
        assertThat(door.firstRun.isSetByOperator()).isTrue();

        assertThatThrownBy(() -> door.account.changePassword(WANTED, "another long sentence", mine.request()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(isRight(WANTED)).isTrue();
    }

    @Test
    void anOperatorsPasswordThatWasRefusedLeavesTheChangeOpen() {
        door.firstRun.begin("", Optional.of(new ConfiguredSecret("short")));

        assertThat(door.firstRun.isSetByOperator()).isFalse();
        assertThat(door.account.changePassword(PASSWORD, WANTED, mine.request()).done())
                .isTrue();
    }
}
