package org.signetmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientId;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Credential;
import org.signetmail.account.CredentialKind;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.credential.CredentialInfo;
import org.signetmail.credential.Slot;
import org.signetmail.log.AuditNote.Kind;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;
import org.signetmail.settings.AuditEntry;

/** The next credential, tested and promoted by an administrator. */
@Timeout(120)
class PromotionByClickTest {
    private static final ClientSecret NEXT = new ClientSecret(Contoso.NEW_SECRET);
    private static final ClientSecret WRONG = new ClientSecret("xx~a-secret-that-Entra-does-not-know");

    @TempDir
    Path folder;

    private PracticeTenantFixture contoso;

    @BeforeEach
    void tenantStarts() throws Exception {
        contoso = new PracticeTenantFixture(folder);
    }

    @AfterEach
    void tenantStops() {
        contoso.close();
    }

    private void save(DeliveryRoute route, Credential next) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        contoso.store
                .credentials()
                .addNext(next, contoso.store.settings().load().registration().orElseThrow(), null, null, "admin");
    }

    private CredentialInfo in(Slot slot) {
        return contoso.store.credentials().all().stream()
                .filter(info -> info.isIn(slot))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aClickPromotesTheNextOneAfterItHasGivenAToken() throws Exception {
        save(DeliveryRoute.GRAPH, WRONG);
        CredentialSwitch click =
                DeliveryFixture.credentialSwitch(contoso.store.credentials(), contoso.tokens, Clock.systemUTC());

        assertThat(click.promoteNext("admin", "Promoted"))
                .hasValueSatisfying(trial -> assertThat(trial.failure())
                        .hasValueSatisfying(why -> assertThat(why.code()).isEqualTo("AADSTS7000215")));
        assertThat(in(Slot.NEXT).kind()).isEqualTo(CredentialKind.CLIENT_SECRET);

        contoso.store
                .credentials()
                .addNext(NEXT, contoso.store.settings().load().registration().orElseThrow(), null, null, "admin");
        long next = in(Slot.NEXT).number();
        assertThat(click.promoteNext("admin", "Promoted"))
                .hasValueSatisfying(trial -> assertThat(trial.failure()).isEmpty());
        assertThat(in(Slot.CURRENT).number()).isEqualTo(next);
        assertThat(contoso.store.settings().audit(Set.of(Kind.CREDENTIAL), 100))
                .extracting(AuditEntry::what)
                .contains("Promoted");
    }

    /** A click must not report a success of nothing. */
    @Test
    void withoutANextOneForTheSavedApplicationNothingIsReported() throws Exception {
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
        CredentialSwitch click =
                DeliveryFixture.credentialSwitch(contoso.store.credentials(), contoso.tokens, Clock.systemUTC());
        assertThat(click.testNext()).isEmpty();

        ApplicationRegistration saved =
                contoso.store.settings().load().registration().orElseThrow();
        var other = new ApplicationRegistration(
                saved.cloud(), saved.tenant(), new ClientId("00000000-0000-0000-0000-000000000001"));
        contoso.store.credentials().addNext(NEXT, other, null, null, "admin");
        int asked = contoso.tenant.requests().tokens().size();

        assertThat(click.testNext()).isEmpty();
        assertThat(click.promoteNext("admin", "Promoted")).isEmpty();
        assertThat(contoso.tenant.requests().tokens()).hasSize(asked);
    }

    @Test
    void aMissingReplyIsNoRefusalOfTheNextOne() throws Exception {
        save(DeliveryRoute.GRAPH, NEXT);
        contoso.tenant.failures().on(Failure.ENTRA_DOWN);
        CredentialSwitch click =
                DeliveryFixture.credentialSwitch(contoso.store.credentials(), contoso.tokens, Clock.systemUTC());

        assertThat(click.testNext())
                .hasValueSatisfying(trial -> assertThat(trial.failure()).isPresent());
        assertThat(in(Slot.NEXT).failedAt()).isEmpty();
    }
}
