package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.CredentialValidationResult.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.ConfiguredSecret;
import org.signetmail.settings.OnBothDatabases;
import org.signetmail.settings.Storage;
import org.signetmail.signin.FirstRun.State;
import org.signetmail.token.AdjustableClock;
import org.signetmail.token.LogCapture;

@OnBothDatabases
class FirstRunTest {
    private static final String PASSWORD = "correct horse battery";

    private final AdjustableClock clock = new AdjustableClock();

    @Parameter
    Storage storage;

    @TempDir
    Path folder;

    private SignInOnDisk node;
    private FirstRun firstRun;
    private AdministratorIdentityStore identities;

    @BeforeEach
    void open() {
        node = new SignInOnDisk(storage, folder, clock);
        firstRun = node.firstRun;
        identities = node.identities;
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void theLinkSetsThePasswordOnce() {
        String key = firstRun.link.issue();
        assertThat(firstRun.state(key)).isEqualTo(State.OPEN);

        assertThat(firstRun.setPassword(key, PASSWORD)).isTrue();

        assertThat(firstRun.state(key)).isEqualTo(State.DONE);
        assertThat(firstRun.setPassword(key, "another long password")).isFalse();
        assertThat(signIn("admin", PASSWORD).getStatus()).isEqualTo(Status.VALID);
        assertThat(signIn("admin", PASSWORD).getCallerGroups()).containsExactly("administrator");
    }

    @Test
    void theLinkIsUselessOnceAnAdministratorExists() {
        String key = firstRun.link.issue();
        firstRun.administrators.setPassword(PASSWORD);

        assertThat(firstRun.state(key)).isEqualTo(State.DONE);
        assertThat(firstRun.setPassword(key, "another long password")).isFalse();
        assertThat(signIn("admin", PASSWORD).getStatus()).isEqualTo(Status.VALID);
    }

    @Test
    void anExpiredLinkSetsNothing() {
        String key = firstRun.link.issue();
        clock.advance(Duration.ofHours(1));

        assertThat(firstRun.state(key)).isEqualTo(State.EXPIRED);
        assertThat(firstRun.setPassword(key, PASSWORD)).isFalse();
        assertThat(firstRun.administrators.isEmpty()).isTrue();
    }

    @Test
    void aShortPasswordIsRefusedAndTheLinkStaysOpen() {
        String key = firstRun.link.issue();

        assertThatThrownBy(() -> firstRun.setPassword(key, "elevenchars"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("elevenchars");
        assertThat(firstRun.state(key)).isEqualTo(State.OPEN);
    }

    @Test
    void aWellKnownPasswordIsRefusedAndTheLinkStaysOpen() {
        String key = firstRun.link.issue();

        assertThatThrownBy(() -> firstRun.setPassword(key, "123456789012"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("123456789012");
        assertThat(firstRun.state(key)).isEqualTo(State.OPEN);
        assertThat(firstRun.administrators.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "passwordpassword", "signet-admin-2026"})
    void anOperatorsPasswordThatIsRefusedIsNotSetAndTheLinkIsIssued(String refused) {
        try (var log = new LogCapture()) {
            firstRun.begin("/signet", Optional.of(new ConfiguredSecret(refused)));

            assertThat(log.text())
                    .contains("SIGNET-1042", "key=\"signet.admin.password\" why=\"")
                    .contains("SIGNET-1001", "address=\"/signet/first-run.xhtml#key=")
                    .doesNotContain(refused);
        }
        assertThat(firstRun.administrators.isEmpty()).isTrue();
    }

    /** An update must not lock out an administrator with such a password. */
    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "passwordpassword", "signet-admin-2026"})
    void aStoredPasswordThatTheRuleRefusesStaysValid(String inUse) {
        firstRun.administrators.setPassword(inUse);
        try (var log = new LogCapture()) {
            firstRun.begin("", Optional.of(new ConfiguredSecret(inUse)));

            assertThat(log.text()).contains("SIGNET-1042").doesNotContain("SIGNET-1001", inUse);
        }
        assertThat(signIn("admin", inUse).getStatus()).isEqualTo(Status.VALID);

        firstRun.begin("", Optional.empty());
        assertThat(signIn("admin", inUse).getStatus()).isEqualTo(Status.VALID);
    }

    @Test
    void anOperatorsPasswordThatIsRefusedLeavesTheStoredOneValid() {
        firstRun.administrators.setPassword(PASSWORD);

        firstRun.begin("", Optional.of(new ConfiguredSecret("123456789012")));

        assertThat(signIn("admin", PASSWORD).getStatus()).isEqualTo(Status.VALID);
        assertThat(signIn("admin", "123456789012").getStatus()).isEqualTo(Status.INVALID);
    }

    @Test
    void anOperatorsNewPasswordReplacesTheStoredOneAndEndsTheSessions() {
        firstRun.administrators.setPassword(PASSWORD);
        node.sessionValidation.begin(new WebSession("192.0.2.7").request(), "admin");

        firstRun.begin("", Optional.of(new ConfiguredSecret("another long password of theirs")));

        assertThat(signIn("admin", PASSWORD).getStatus()).isEqualTo(Status.INVALID);
        assertThat(firstRun.sessions.open("admin")).isEmpty();
        assertThat(node.notes.lines())
                .endsWith(
                        "CHANGE admin: Administrator password set by signet.admin.password, when Signet was started",
                        "SIGN_IN admin: 1 session ended by a new password");
        firstRun.begin("", Optional.of(new ConfiguredSecret("another long password of theirs")));
        assertThat(node.notes.lines()).as("nothing more at the next start").hasSize(3);
    }

    @Test
    void anOutdatedHashIsReplacedAtTheNextSignIn() {
        firstRun.administrators.setPassword(PASSWORD);
        String old = PasswordHashTest.withFewerRounds(PASSWORD);
        node.store.inTransaction(entities -> {
            entities.find(Administrator.class, "admin").setPasswordHash(old, clock.instant());
            return true;
        });

        assertThat(signIn("admin", "wrong").getStatus()).isEqualTo(Status.INVALID);
        assertThat(firstRun.administrators.passwordHashOf("admin")).contains(old);

        assertThat(signIn("admin", PASSWORD).getStatus()).isEqualTo(Status.VALID);
        String raised = firstRun.administrators.passwordHashOf("admin").orElseThrow();
        assertThat(raised).startsWith("PBKDF2WithHmacSHA512:210000:");

        assertThat(signIn("admin", PASSWORD).getStatus()).isEqualTo(Status.VALID);
        assertThat(firstRun.administrators.passwordHashOf("admin")).as("once").contains(raised);
    }

    @Test
    void thePageShowsWhenTheLinkExpires() {
        firstRun.link.issue();

        assertThat(firstRun.validUntil()).isEqualTo("13:00 UTC");
    }

    @Test
    void anUnknownNameAndAWrongPasswordAreRefusedAlike() {
        firstRun.administrators.setPassword(PASSWORD);

        assertThat(signIn("admin", "wrong")).isEqualTo(CredentialValidationResult.INVALID_RESULT);
        assertThat(signIn("root", PASSWORD)).isEqualTo(CredentialValidationResult.INVALID_RESULT);
    }

    /** PostgreSQL rejects a query with NUL in a text. */
    @Test
    void anImpossibleNameIsRefusedLikeAnyOther() {
        firstRun.administrators.setPassword(PASSWORD);

        for (String name : List.of("ad\0min", "\0", "admin\0", "admin\n", "\u0085", "")) {
            assertThat(signIn(name, PASSWORD)).isEqualTo(CredentialValidationResult.INVALID_RESULT);
        }
    }

    @Test
    void aLaterPasswordReplacesTheEarlierOne() {
        firstRun.administrators.setPassword(PASSWORD);
        firstRun.administrators.setPassword("another long password");

        assertThat(signIn("admin", PASSWORD).getStatus()).isEqualTo(Status.INVALID);
        assertThat(signIn("admin", "another long password").getStatus()).isEqualTo(Status.VALID);
    }

    private CredentialValidationResult signIn(String name, String password) {
        return identities.validate(new UsernamePasswordCredential(name, password));
    }
}
