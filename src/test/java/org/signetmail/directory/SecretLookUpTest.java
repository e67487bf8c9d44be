package org.signetmail.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.ClientId;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Cloud;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TenantId;
import org.signetmail.account.Trust;
import org.signetmail.directory.SecretLookUp.Found;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;
import org.signetmail.practice.PracticeTenant;
import org.signetmail.token.TokenFixture;

/** The end of a client secret in Graph: fact sheet, section 5. */
class SecretLookUpTest {
    private static final ClientSecret SECRET = new ClientSecret(Contoso.CLIENT_SECRET);
    private static final Instant END = Instant.parse("2031-02-03T04:05:06Z");

    @TempDir
    Path folder;

    private final Clock clock = Clock.systemUTC();
    private final SecretLookUp lookUp = new SecretLookUp();
    private PracticeTenant tenant;
    private ClientCredentials credentials;

    @BeforeEach
    void start() throws Exception {
        tenant = PracticeTenant.startOnFreePorts(folder);
        lookUp.tokens = TokenFixture.tokens(OutboundProxy.NONE, clock);
        lookUp.proxy = OutboundProxy.NONE;
        lookUp.clock = clock;
        credentials = new ClientCredentials(
                new ApplicationRegistration(
                        Cloud.custom(
                                tenant.authority(),
                                tenant.graph(),
                                new SmtpServer(tenant.smtpHost(), tenant.smtpPort()),
                                Trust.only(tenant.caFile())),
                        new TenantId(Contoso.TENANT_ID),
                        new ClientId(Contoso.CLIENT_ID)),
                SECRET);
        tenant.failures().on(Failure.APPLICATION_READ_ALL);
    }

    @AfterEach
    void stop() {
        tenant.close();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private Found find() throws Exception {
        return lookUp.find(credentials, SECRET, today());
    }

    @Test
    void theStoredSecretIsFoundAmongOthers() throws Exception {
        tenant.keys().endSecret(Contoso.CLIENT_SECRET, END);

        Found found = find();

        assertThat(found.matches()).singleElement().satisfies(match -> {
            assertThat(match.keyId()).isEqualTo(Contoso.SECRET_ID);
            assertThat(match.endsAt()).isEqualTo(END);
        });
        assertThat(found.others()).isPositive();
        assertThat(found.isOnlySecret()).isFalse();
    }

    @Test
    void theOnlySecretIsKnownToBeTheOnlyOne() throws Exception {
        tenant.keys().removeSecret(Contoso.NEW_SECRET);
        tenant.keys().removeSecret(Contoso.EXPIRED_SECRET);

        assertThat(find().isOnlySecret()).isTrue();
    }

    @Test
    void allWithTheSameFirstCharactersAreFound() throws Exception {
        tenant.keys()
                .addSecret("twin", Contoso.CLIENT_SECRET.substring(0, 3) + "another-value-of-forty-characters-x", END);

        assertThat(find().matches()).hasSize(2);
    }

    /** The day may have been one ahead of UTC's, so a day and more are allowed for. */
    @Test
    void aSecretMadeAfterTheStoredOneWasTypedIsAnother() throws Exception {
        tenant.keys()
                .addSecret("later", Contoso.CLIENT_SECRET.substring(0, 3) + "another-value-of-forty-characters-x", END);

        assertThat(lookUp.find(credentials, SECRET, today().minusDays(3)).matches())
                .hasSize(1);
    }

    @Test
    void withoutThePermissionGraphRefuses() {
        tenant.failures().clear();

        var refusal = catchThrowableOfType(DirectoryException.class, this::find);

        assertThat(refusal.symptom().status()).isEqualTo(403);
        assertThat(refusal.symptom().code()).isEqualTo("Authorization_RequestDenied");
    }

    /** A permission that was granted a minute ago is in a new token only. */
    @Test
    void aPermissionGrantedMeanwhileIsUsedAtOnce() throws Exception {
        tenant.failures().clear();
        assertThat(catchThrowableOfType(DirectoryException.class, this::find)).isNotNull();
        tenant.failures().on(Failure.APPLICATION_READ_ALL);

        assertThat(find().matches()).hasSize(1);
    }
}
