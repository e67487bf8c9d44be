package org.signetmail.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signetmail.settings.SampleSettings.CONTOSO;
import static org.signetmail.settings.SampleSettings.basic;
import static org.signetmail.settings.SampleSettings.by;
import static org.signetmail.settings.SampleSettings.contoso;
import static org.signetmail.settings.SampleSettings.with;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.Cloud;
import org.signetmail.account.Clouds;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Domain;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Relay;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TlsMode;
import org.signetmail.account.UserSender;

class SettingsDiffTest {
    private static final Clouds CLOUDS = Clouds.with(Optional.empty());

    private static List<String> phrases(MailSettings before, MailSettings after) {
        return new SettingsDiff(before, after, CLOUDS).phrases(Optional.empty(), Optional.empty());
    }

    @Test
    void everyFieldOfAFirstSaveIsNamed() {
        MailSettings after = with(
                0,
                true,
                AuthenticationType.BASIC,
                new ApplicationRegistration(Cloud.MICROSOFT.get(1), CONTOSO.tenant(), CONTOSO.client()),
                SampleSettings.RELAY,
                "signet");
        assertThat(new SettingsDiff(MailSettings.NOTHING_SAVED, after, CLOUDS)
                        .phrases(Optional.of("Client Secret"), Optional.of("Password")))
                .containsExactly(
                        "Custom SMTP Server turned on",
                        "Authentication Type: OAuth 2.0 → Basic",
                        "Cloud: Worldwide (and GCC) → GCC High",
                        "Client ID: none → 6731de76-14a6-49ae-97bc-6eba6914391e",
                        "Tenant ID: none → 0b9e7a51-3c1d-4a0e-9f43-6a5f1a2b3c4d",
                        "Client Secret",
                        "Secret expires: none → 8 Sep 2026",
                        "Delivery route: Microsoft Graph → SMTP",
                        "Host: none → smtp.contoso.com",
                        "Port: none → 587",
                        "TLS mode: none → STARTTLS",
                        "User: none → signet",
                        "Password",
                        "System Generated Email: none → noreply@contoso.com",
                        "User Generated Email: User Email → System Generated Email",
                        "Further domains: none → contoso.de, contoso.fr",
                        "Warn these administrators: none → mail-admins@contoso.com, servicedesk@contoso.com");
    }

    @Test
    void unchangedFieldsAreNotNamed() {
        assertThat(phrases(contoso(1), contoso(2))).isEmpty();
        assertThat(phrases(contoso(1), by(DeliveryRoute.GRAPH, contoso(1))))
                .containsExactly("Delivery route: SMTP → Microsoft Graph");
        assertThat(phrases(basic(1), with(1, false, AuthenticationType.BASIC, CONTOSO, SampleSettings.RELAY, "signet")))
                .containsExactly("Custom SMTP Server turned off");
    }

    @Test
    void furtherDomainsAreListedAndLongListsAsDifference() {
        assertThat(phrases(listing("a.example", "b.example"), listing("b.example")))
                .containsExactly("Further domains: a.example, b.example → b.example");
        assertThat(phrases(listing("b.example"), listing())).containsExactly("Further domains: b.example → none");
        String[] seven = {"a.example", "b.example", "c.example", "d.example", "e.example", "f.example", "g.example"};
        assertThat(phrases(listing("b.example", "x.example"), listing(seven)))
                .containsExactly("Further domains: a.example, c.example, d.example, e.example, f.example and 1 more"
                        + " added, x.example removed");
        assertThat(phrases(listing(seven), listing("x.example")))
                .containsExactly("Further domains: x.example added, a.example, b.example, c.example, d.example,"
                        + " e.example and 2 more removed");
    }

    /** It is saved as entered, and it is the same mailbox. */
    @Test
    void anotherCaseOfAMailboxIsSavedAndKeepsTheDeliveryStatus() {
        var settingsDiff = new SettingsDiff(from("noreply@contoso.com"), from("NoReply@contoso.com"), CLOUDS);

        assertThat(settingsDiff.phrases(Optional.empty(), Optional.empty()))
                .containsExactly("System Generated Email: noreply@contoso.com → NoReply@contoso.com");
        assertThat(settingsDiff.touchesDelivery()).isFalse();
    }

    @Test
    void aChangedHostIsShownWithItsFormerValue() {
        var elsewhere = new Relay(new SmtpServer("relay.partner.example", 465), TlsMode.IMPLICIT);

        assertThat(phrases(basic(1), with(1, true, AuthenticationType.BASIC, CONTOSO, elsewhere, "u".repeat(2000))))
                .containsExactly(
                        "Host: smtp.contoso.com → relay.partner.example",
                        "Port: 587 → 465",
                        "TLS mode: STARTTLS → Implicit TLS",
                        "User: signet → " + "u".repeat(300) + "…");
    }

    private static MailSettings from(String system) {
        return SampleSettings.sending(
                1, CONTOSO, DeliveryRoute.GRAPH, new Mailbox(system), UserSender.USER_EMAIL, List.of());
    }

    private static MailSettings listing(String... domains) {
        return SampleSettings.listing(Stream.of(domains).map(Domain::new).toList(), contoso(1));
    }

    /** A field unknown to the diff would be saved without an audit entry, or not at all. */
    @Test
    void everyComponentOfTheSettingsIsKnown() {
        assertThat(MailSettings.class.getRecordComponents())
                .extracting(component -> component.getName())
                .as("name a new field in Difference and keep it in SettingsRow, then here")
                .containsExactly(
                        "version",
                        "customServer",
                        "type",
                        "cloudId",
                        "application",
                        "credentialKind",
                        "clientSecret",
                        "secretExpiresOn",
                        "route",
                        "relay",
                        "relayUser",
                        "relayPassword",
                        "systemMailbox",
                        "userSender",
                        "furtherDomains",
                        "warned",
                        "savedAt",
                        "savedBy");
    }

    private record Touched(boolean credentials, boolean delivery) {}

    private static Touched touched(MailSettings before, MailSettings after) {
        var diff = new SettingsDiff(before, after, CLOUDS);
        return new Touched(diff.touchesCredentials(), diff.touchesDelivery());
    }

    /** A passed test says nothing about other credentials, an accepted message nothing about another delivery. */
    @Test
    void whatDeterminesTheCredentialsOrTheDeliveryTouchesThem() {
        var both = new Touched(true, true);
        var delivery = new Touched(false, true);
        var none = new Touched(false, false);
        var gccHigh = new ApplicationRegistration(Cloud.MICROSOFT.get(1), CONTOSO.tenant(), CONTOSO.client());
        var elsewhere = new Relay(new SmtpServer("relay.partner.example", 465), TlsMode.IMPLICIT);
        var relay = SampleSettings.RELAY;

        assertThat(touched(contoso(1), contoso(2))).isEqualTo(none);
        assertThat(touched(basic(1), with(1, true, AuthenticationType.BASIC, gccHigh, relay, "signet")))
                .isEqualTo(both);
        assertThat(touched(basic(1), with(1, true, AuthenticationType.NONE, CONTOSO, relay, "signet")))
                .isEqualTo(both);
        assertThat(touched(basic(1), with(1, true, AuthenticationType.BASIC, CONTOSO, elsewhere, "signet")))
                .isEqualTo(both);
        assertThat(touched(basic(1), with(1, true, AuthenticationType.BASIC, CONTOSO, relay, "other")))
                .isEqualTo(both);
        assertThat(touched(basic(1), with(1, false, AuthenticationType.BASIC, CONTOSO, relay, "signet")))
                .isEqualTo(delivery);
        assertThat(touched(contoso(1), by(DeliveryRoute.GRAPH, contoso(1)))).isEqualTo(delivery);
        assertThat(touched(from("noreply@contoso.com"), from("other@contoso.com")))
                .isEqualTo(delivery);
        assertThat(touched(listing("a.example"), listing("b.example"))).isEqualTo(none);
    }
}
