package org.signetmail.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signetmail.settings.SampleSettings.CONTOSO;
import static org.signetmail.settings.SampleSettings.RELAY;
import static org.signetmail.settings.SampleSettings.blank;
import static org.signetmail.settings.SampleSettings.typed;
import static org.signetmail.settings.SampleSettings.with;

import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.ClientId;
import org.signetmail.account.Cloud;
import org.signetmail.account.Credential;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Relay;
import org.signetmail.account.RelayLogin;
import org.signetmail.account.RelayPassword;
import org.signetmail.account.SecretDestination;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TenantId;
import org.signetmail.account.TlsMode;
import org.signetmail.seal.SealBroken;

/**
 * Checks that every part of a destination is bound to its secret.
 *
 * <p>The parts are found by reflection: a new component of these records fails the test until it is either bound (with
 * another value in {@code OTHERS}) or explained in {@code NOT_BOUND}.
 */
class BoundDestinationTest {
    private static final RelayLogin LOGIN = new RelayLogin(RELAY, "signet");

    /** Records whose components are parts; every other type is a part itself. */
    private static final Set<Class<?>> EXPANDED = Set.of(
            ApplicationRegistration.class,
            Cloud.class,
            TenantId.class,
            ClientId.class,
            RelayLogin.class,
            Relay.class,
            SmtpServer.class);

    /** Part → a value that differs from the samples. */
    private static final Map<String, Object> OTHERS = Map.of(
            "ApplicationRegistration.cloud.id", "GCC_HIGH",
            "ApplicationRegistration.cloud.authority", URI.create("https://login.elsewhere.test"),
            "ApplicationRegistration.tenant.value", "fabrikam.com",
            "ApplicationRegistration.client.value", "00000000-0000-0000-0000-000000000001",
            "RelayLogin.relay.server.host", "smtp.elsewhere.test",
            "RelayLogin.relay.server.port", 2525,
            "RelayLogin.relay.tls", TlsMode.IMPLICIT,
            "RelayLogin.user", "another");

    private static final Map<String, String> NOT_BOUND = Map.of(
            "ApplicationRegistration.cloud.label", "is only read by people",
            "ApplicationRegistration.cloud.graph", "gets tokens, never the secret",
            "ApplicationRegistration.cloud.graphResource", "is what a token is asked for, at the authority",
            "ApplicationRegistration.cloud.smtp", "gets tokens, never the secret",
            "ApplicationRegistration.cloud.smtpResource", "is what a token is asked for, at the authority",
            "ApplicationRegistration.cloud.adminCenter", "is a link for people",
            "ApplicationRegistration.cloud.trust",
                    "is the operator's: who may speak for the authority, not which it is");

    @TempDir
    Path folder;

    static Stream<String> everyPart() {
        return Stream.concat(parts(ApplicationRegistration.class), parts(RelayLogin.class));
    }

    @Test
    void everyPartOfADestinationIsBoundOrExplained() {
        var decided = new TreeSet<>(OTHERS.keySet());
        decided.addAll(NOT_BOUND.keySet());
        assertThat(everyPart()).containsExactlyInAnyOrderElementsOf(decided);
    }

    @Test
    void everyDestinationIsChecked() {
        assertThat(SecretDestination.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(ApplicationRegistration.class, RelayLogin.class);
    }

    @Test
    void aCredentialHoldsOnlyTheSecretAndItsDestination() {
        for (Class<?> carrier : Set.of(ClientCredentials.class, MailAccount.Login.class)) {
            assertThat(carrier.getRecordComponents())
                    .as(carrier.getSimpleName())
                    .allMatch(part -> SecretDestination.class.isAssignableFrom(part.getType())
                            || Set.of(Credential.class, RelayPassword.class).contains(part.getType()));
        }
    }

    @Test
    void everyBoundPartHasAPageLabel() {
        assertThat(SecretKind.CLIENT_SECRET.parts()).hasSameSizeAs(CONTOSO.binding());
        assertThat(SecretKind.RELAY_PASSWORD.parts()).hasSameSizeAs(LOGIN.binding());
    }

    static Stream<String> boundParts() {
        return OTHERS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("boundParts")
    void aStoredSecretDoesNotFollowAChangeOf(String part) throws Exception {
        boolean oauth = part.startsWith("ApplicationRegistration");
        SecretDestination former = oauth ? CONTOSO : LOGIN;
        SecretDestination changed = (SecretDestination) changed(former, part.split("\\."), 1, OTHERS.get(part));
        assertThat(changed).isNotEqualTo(former);
        assertThat(changed.binding()).isNotEqualTo(former.binding());

        try (var disk = StoreOnDisk.open(folder, Clock.systemUTC())) {
            String sealed = disk.seal().seal("canary", former.binding());
            assertThatThrownBy(() -> disk.seal().open(sealed, changed.binding()))
                    .isInstanceOf(SealBroken.class);

            disk.settings().save(typed(settings(0, former)), "admin");
            SettingsChange wanted = blank(settings(1, changed));
            assertThatThrownBy(() -> disk.settings().snapshot(1).candidate(wanted))
                    .isInstanceOf(SecretRequired.class)
                    .hasMessageContaining("changed. A stored");
            assertThatThrownBy(() -> disk.settings().save(wanted, "admin")).isInstanceOf(SecretRequired.class);
            disk.settings().account();
        }
    }

    private static MailSettings settings(long version, SecretDestination secretDestination) {
        return secretDestination instanceof RelayLogin login
                ? with(version, true, AuthenticationType.BASIC, null, login.relay(), login.user())
                : with(
                        version,
                        true,
                        AuthenticationType.OAUTH2,
                        (ApplicationRegistration) secretDestination,
                        null,
                        null);
    }

    private static Stream<String> parts(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .flatMap(part -> isExpanded(part)
                        ? parts(part.getType()).map(inner -> inner.replaceFirst("^[^.]+", part.getName()))
                        : Stream.of(part.getName()))
                .map(name -> record.getSimpleName() + "." + name);
    }

    /** An SMTP server that receives only tokens is one part; a relay's is expanded. */
    private static boolean isExpanded(RecordComponent part) {
        return EXPANDED.contains(part.getType()) && part.getDeclaringRecord() != Cloud.class;
    }

    /** A copy of the record with another value at the end of this path. */
    private static Object changed(Object record, String[] path, int depth, Object value)
            throws ReflectiveOperationException {
        RecordComponent[] components = record.getClass().getRecordComponents();
        var values = new Object[components.length];
        for (int at = 0; at < components.length; at++) {
            Object present = components[at].getAccessor().invoke(record);
            boolean onPath = components[at].getName().equals(path[depth]);
            values[at] =
                    !onPath ? present : depth == path.length - 1 ? value : changed(present, path, depth + 1, value);
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return record.getClass().getDeclaredConstructor(types).newInstance(values);
    }
}
