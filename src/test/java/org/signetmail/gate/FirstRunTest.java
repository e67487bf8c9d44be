package org.signetmail.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.CredentialValidationResult.Status;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.signetmail.gate.FirstRun.Door;
import org.signetmail.settings.OnBothDatabases;
import org.signetmail.settings.Storage;
import org.signetmail.settings.StoreOnDisk;
import org.signetmail.token.MovedClock;

@OnBothDatabases
class FirstRunTest {
    private static final String PASSWORD = "correct horse battery";

    private final MovedClock clock = new MovedClock();
    private final FirstRun firstRun = new FirstRun();
    private final AdministratorStore identities = new AdministratorStore();

    @Parameter
    Storage storage;

    @TempDir
    Path folder;

    private StoreOnDisk store;

    @BeforeEach
    void open() {
        store = StoreOnDisk.open(storage, folder, clock);
        firstRun.link = new SetupLink();
        firstRun.link.clock = clock;
        firstRun.administrators = new AdministratorsOnDisk(store, clock);
        identities.administrators = firstRun.administrators;
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void theLinkSetsThePasswordOnce() {
        String key = firstRun.link.issue();
        assertThat(firstRun.door(key)).isEqualTo(Door.OPEN);

        assertThat(firstRun.setPassword(key, PASSWORD)).isTrue();

        assertThat(firstRun.door(key)).isEqualTo(Door.DONE);
        assertThat(firstRun.setPassword(key, "another long password")).isFalse();
        assertThat(signIn("admin", PASSWORD).getStatus()).isEqualTo(Status.VALID);
        assertThat(signIn("admin", PASSWORD).getCallerGroups()).containsExactly("administrator");
    }

    @Test
    void theLinkIsWorthlessOnceThereIsAnAdministrator() {
        String key = firstRun.link.issue();
        firstRun.administrators.setPassword(PASSWORD);

        assertThat(firstRun.door(key)).isEqualTo(Door.DONE);
        assertThat(firstRun.setPassword(key, "another long password")).isFalse();
        assertThat(signIn("admin", PASSWORD).getStatus()).isEqualTo(Status.VALID);
    }

    @Test
    void anExpiredLinkSetsNothing() {
        String key = firstRun.link.issue();
        clock.advance(Duration.ofHours(1));

        assertThat(firstRun.door(key)).isEqualTo(Door.EXPIRED);
        assertThat(firstRun.setPassword(key, PASSWORD)).isFalse();
        assertThat(firstRun.administrators.none()).isTrue();
    }

    @Test
    void aShortPasswordIsRefusedAndTheLinkStaysOpen() {
        String key = firstRun.link.issue();

        assertThatThrownBy(() -> firstRun.setPassword(key, "elevenchars"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("elevenchars");
        assertThat(firstRun.door(key)).isEqualTo(Door.OPEN);
    }

    @Test
    void thePageSaysUntilWhenTheLinkWorks() {
        firstRun.link.issue();

        assertThat(firstRun.validUntil()).isEqualTo("13:00 UTC");
    }

    @Test
    void anUnknownNameAndAWrongPasswordAreRefusedAlike() {
        firstRun.administrators.setPassword(PASSWORD);

        assertThat(signIn("admin", "wrong")).isEqualTo(CredentialValidationResult.INVALID_RESULT);
        assertThat(signIn("root", PASSWORD)).isEqualTo(CredentialValidationResult.INVALID_RESULT);
    }

    @Test
    void aLaterPasswordReplacesTheFormer() {
        firstRun.administrators.setPassword(PASSWORD);
        firstRun.administrators.setPassword("another long password");

        assertThat(signIn("admin", PASSWORD).getStatus()).isEqualTo(Status.INVALID);
        assertThat(signIn("admin", "another long password").getStatus()).isEqualTo(Status.VALID);
    }

    private CredentialValidationResult signIn(String name, String password) {
        return identities.validate(new UsernamePasswordCredential(name, password));
    }
}
