package org.signetmail.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signetmail.check.FindingsTest.scene;
import static org.signetmail.check.FindingsTest.symptom;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.signetmail.account.Cloud;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Peer;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.Symptom;
import org.signetmail.account.Trust;
import org.signetmail.check.Findings.FindingContext;

/** Texts of findings. */
class FindingTextsTest {
    private final Findings findings = new Findings();

    @ParameterizedTest
    @EnumSource(Peer.class)
    void existForEverySymptom(Peer peer) {
        var finding = findings.explain(symptom(peer, "X1", 0, "peculiar"), scene(DeliveryRoute.GRAPH));

        assertThat(finding.explanation()).contains("**X1**: “peculiar”");
        assertThat(findings.explain(symptom(peer, "", 0, ""), new FindingContext(null, null, "", "", "", "", ""))
                        .explanation())
                .contains("no code", "without a message");
    }

    @Test
    void containValuesOfTheContext() {
        var finding = findings.explain(
                symptom(Peer.SMTP, "535 5.7.139", 535, "disabled for the Tenant"), scene(DeliveryRoute.SMTP));

        assertThat(finding.steps().get(0)).contains("""
                ```powershell
                # Needed once on your computer: Install-Module ExchangeOnlineManagement -Scope CurrentUser
                Connect-ExchangeOnline
                Set-CASMailbox -Identity notifications@contoso.com -SmtpClientAuthenticationDisabled $false
                ```\
                """);
    }

    @Test
    void linkToTheApplicationAndTheList() {
        String step = findings.explain(symptom(Peer.ENTRA, "AADSTS7000222", 401, ""), scene(DeliveryRoute.GRAPH))
                .steps()
                .get(0);

        assertThat(step)
                .contains("https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade"
                        + "/~/Credentials/appId/" + FindingsTest.CLIENT)
                .contains("https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade");
    }

    @Test
    void ofAnotherCloudLinkToItsAdminCenter() {
        var gcc = new FindingContext(Cloud.MICROSOFT.get(1), DeliveryRoute.SMTP, "", "", "", "a@contoso.us", "");

        assertThat(findings.explain(symptom(Peer.ENTRA, "AADSTS7000222", 401, ""), gcc)
                        .steps()
                        .get(0))
                .contains("https://entra.microsoft.us/#view/", "[Azure portal](https://portal.azure.us/#view/")
                .doesNotContain("appId");
        assertThat(findings.explain(symptom(Peer.SMTP, "535 5.7.3", 535, ""), gcc)
                        .steps()
                        .get(1))
                .contains("Connect-ExchangeOnline -ExchangeEnvironmentName O365USGovGCCHigh\n");
    }

    @Test
    void escapeMarkupOfThePeer() {
        String text = findings.explain(
                        symptom(Peer.GRAPH, "X", 418, "<b>[x](http://evil)</b>\n\n# `y` &amp;"),
                        scene(DeliveryRoute.GRAPH))
                .explanation();

        assertThat(text).contains("\\<b\\>\\[x\\]\\(http\\:\\/\\/evil\\)\\<\\/b\\> \\# \\`y\\` \\&amp\\;");
    }

    @Test
    void quoteValuesForPowerShell() {
        var odd = new FindingContext(
                Cloud.MICROSOFT.get(0), DeliveryRoute.SMTP, "", "", "; Remove-Item", "a'b|$x@contoso.com", "");
        var steps =
                findings.explain(symptom(Peer.SMTP, "535 5.7.3", 535, ""), odd).steps();

        assertThat(steps).anyMatch(step -> step.contains("-Identity 'a''b|$x@contoso.com' -User"));
        assertThat(steps).noneMatch(step -> step.contains("Remove-Item"));
        assertThat(steps.get(1)).contains("'<client id>'");
    }

    /** PowerShell also ends a word at a curved quotation mark. */
    @Test
    void quoteValuesForPowerShellBeyondAscii() {
        var odd = new FindingContext(
                Cloud.MICROSOFT.get(0), DeliveryRoute.SMTP, "", "", "", "a\u2019|b|\u2018@contoso.com", "");

        assertThat(findings.explain(symptom(Peer.SMTP, "535 5.7.3", 535, ""), odd)
                        .steps())
                .anyMatch(step -> step.contains("-Identity 'a\u2019\u2019|b|\u2018\u2018@contoso.com' -User"));
    }

    @Test
    void truncateLongTextsOfThePeer() {
        assertThat(findings.explain(symptom(Peer.GRAPH, "X", 418, "a".repeat(9_000)), scene(DeliveryRoute.GRAPH))
                        .explanation())
                .hasSizeLessThan(1_000);
    }

    /** The system property as servers set it: Payara to its domain's file, Payara Micro to one that it unpacks. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /srv/payara/config/cacerts.p12  | \\/srv\\/payara\\/config\\/cacerts\\.p12**. The change
            %tmp%/payaramicro-rt1/cacerts.p12 | start the server with **-Djavax.net.ssl.trustStore=** and the path of the copy. The change
            ``                              | \\/lib\\/security\\/
            """)
    void nameTheTrustStoreInUse(String named, String told) {
        String before = System.getProperty("javax.net.ssl.trustStore");
        try {
            if (named.isEmpty()) {
                System.clearProperty("javax.net.ssl.trustStore");
            } else {
                System.setProperty(
                        "javax.net.ssl.trustStore", named.replace("%tmp%", System.getProperty("java.io.tmpdir")));
            }
            for (Peer peer : List.of(Peer.ENTRA, Peer.GRAPH, Peer.SMTP)) {
                assertThat(findings.explain(symptom(peer, "NET_TLS", 0, "PKIX"), scene(DeliveryRoute.SMTP))
                                .steps())
                        .anyMatch(step -> step.contains(told));
            }
        } finally {
            if (before == null) {
                System.clearProperty("javax.net.ssl.trustStore");
            } else {
                System.setProperty("javax.net.ssl.trustStore", before);
            }
        }
    }

    @Test
    void ofACustomCloudNameItsOwnAuthority() {
        var own = Cloud.custom(
                URI.create("https://localhost:1"),
                URI.create("https://localhost:1/v1.0"),
                new SmtpServer("localhost", 587),
                Trust.only(Path.of("/etc/signet/ca.pem")));

        assertThat(findings.explain(
                                symptom(Peer.ENTRA, "NET_TLS", 0, "PKIX"),
                                new FindingContext(own, DeliveryRoute.GRAPH, "", "", "", "", ""))
                        .steps())
                .anyMatch(step -> step.contains("**signet.cloud.custom.ca** names, **\\/etc\\/signet\\/ca\\.pem**."));
    }

    /** The text says that the outcome is unknown, and names the reason. */
    @Test
    void ofAnUnknownOutcomeNameTheReason() {
        var stale = findings.explainUnknown(
                symptom(Peer.GRAPH, "MailboxInfoStale", 503, "Mailbox info is stale."), scene(DeliveryRoute.GRAPH));
        var silent = findings.explainUnknown(symptom(Peer.GRAPH, "X", 599, "?"), scene(DeliveryRoute.GRAPH));

        assertThat(stale.headline()).isEqualTo("Not known whether the mail went out");
        assertThat(stale.explanation()).contains("may have gone out", "enter the sign-in name or the primary address");
        assertThat(findings.explainUnknown(symptom(Peer.SMTP, "X", 0, "?"), scene(DeliveryRoute.SMTP))
                        .explanation())
                .endsWith("“\\?”.");
        assertThat(silent.explanation()).contains("may have gone out", "is having problems");
    }

    @Test
    void containTheTimeToWait() {
        var symptom = new Symptom(
                Peer.ENTRA, "NET_THROTTLED", 429, "", "", "", Instant.EPOCH, Optional.of(Duration.ofSeconds(30)));

        assertThat(findings.explain(symptom, scene(DeliveryRoute.GRAPH)).steps().get(0))
                .startsWith("Wait 30 seconds,");
    }
}
