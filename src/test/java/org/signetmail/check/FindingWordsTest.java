package org.signetmail.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signetmail.check.FindingsTest.scene;
import static org.signetmail.check.FindingsTest.symptom;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signetmail.account.Cloud;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.check.Findings.Scene;

/** The words of a finding … */
class FindingWordsTest {
    private final Findings findings = new Findings();

    @ParameterizedTest
    @EnumSource(Peer.class)
    void areNeverEmptyHanded(Peer peer) {
        var finding = findings.explain(symptom(peer, "X1", 0, "peculiar"), scene(DeliveryRoute.GRAPH));

        assertThat(finding.explanation()).contains("**X1**: “peculiar”");
        assertThat(findings.explain(symptom(peer, "", 0, ""), new Scene(null, null, "", "", "", "", ""))
                        .explanation())
                .contains("no code", "without further words");
    }

    @Test
    void fillWhatTheSceneKnows() {
        var finding = findings.explain(
                symptom(Peer.SMTP, "535 5.7.139", 535, "disabled for the Tenant"), scene(DeliveryRoute.SMTP));

        assertThat(finding.steps().get(0)).contains("""
                ```powershell
                Connect-ExchangeOnline
                Set-CASMailbox -Identity notifications@contoso.com -SmtpClientAuthenticationDisabled $false
                ```""");
    }

    @Test
    void linkToTheApplicationAndToTheList() {
        String step = findings.explain(symptom(Peer.ENTRA, "AADSTS7000222", 401, ""), scene(DeliveryRoute.GRAPH))
                .steps()
                .get(0);

        assertThat(step)
                .contains("https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade"
                        + "/~/Credentials/appId/" + FindingsTest.CLIENT)
                .contains("https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade");
    }

    @Test
    void ofAnotherCloudLeadToItsOwnPlaces() {
        var gcc = new Scene(Cloud.MICROSOFT.get(1), DeliveryRoute.SMTP, "", "", "", "a@contoso.us", "");

        assertThat(findings.explain(symptom(Peer.ENTRA, "AADSTS7000222", 401, ""), gcc)
                        .steps()
                        .get(0))
                .contains("https://portal.azure.us/#view/")
                .doesNotContain("appId");
        assertThat(findings.explain(symptom(Peer.SMTP, "535 5.7.3", 535, ""), gcc)
                        .steps()
                        .get(1))
                .contains("Connect-ExchangeOnline -ExchangeEnvironmentName O365USGovGCCHigh\n");
    }

    @Test
    void ofAPeerCanNotBringMarkup() {
        String text = findings.explain(
                        symptom(Peer.GRAPH, "X", 418, "<b>[x](http://evil)</b>\n\n# `y` &amp;"),
                        scene(DeliveryRoute.GRAPH))
                .explanation();

        assertThat(text).contains("\\<b\\>\\[x\\]\\(http\\:\\/\\/evil\\)\\<\\/b\\> \\# \\`y\\` \\&amp\\;");
    }

    @Test
    void thatAreCopiedIntoPowerShellStayOneWord() {
        var odd = new Scene(
                Cloud.MICROSOFT.get(0), DeliveryRoute.SMTP, "", "", "; Remove-Item", "a'b|$x@contoso.com", "");
        var steps =
                findings.explain(symptom(Peer.SMTP, "535 5.7.3", 535, ""), odd).steps();

        assertThat(steps.get(3)).contains("-Identity 'a''b|$x@contoso.com' -User");
        assertThat(steps).noneMatch(step -> step.contains("Remove-Item"));
        assertThat(steps.get(1)).contains("'<client id>'");
    }

    /** PowerShell ends a word at a curved quotation mark, too. */
    @Test
    void thatAreCopiedIntoPowerShellStayOneWordBeyondAscii() {
        var odd = new Scene(Cloud.MICROSOFT.get(0), DeliveryRoute.SMTP, "", "", "", "a\u2019|b|\u2018@contoso.com", "");

        assertThat(findings.explain(symptom(Peer.SMTP, "535 5.7.3", 535, ""), odd)
                        .steps()
                        .get(3))
                .contains("-Identity 'a\u2019\u2019|b|\u2018\u2018@contoso.com' -User");
    }

    @Test
    void ofAPeerAreCutWhenTheyAreLong() {
        assertThat(findings.explain(symptom(Peer.GRAPH, "X", 418, "a".repeat(9_000)), scene(DeliveryRoute.GRAPH))
                        .explanation())
                .hasSizeLessThan(1_000);
    }

    @Test
    void sayHowLongToWait() {
        var symptom = new Symptom(
                Peer.ENTRA, "NET_THROTTLED", 429, "", "", "", Instant.EPOCH, Optional.of(Duration.ofSeconds(30)));

        assertThat(findings.explain(symptom, scene(DeliveryRoute.GRAPH)).steps().get(0))
                .startsWith("Wait 30 seconds,");
    }
}
