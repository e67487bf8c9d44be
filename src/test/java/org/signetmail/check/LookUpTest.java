package org.signetmail.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Peer;
import org.signetmail.check.Findings.FindingContext;
import org.signetmail.check.Findings.LookUp;

/** Look-up of a pasted code or report in the table. */
class LookUpTest {
    /** Exchange Online's report as displayed by Outlook; texts from Microsoft's articles and public reports. */
    private static final String BAD_SENDER = """
            Your message to kim@fabrikam.com couldn't be delivered.

            notifications wasn't able to send outbound messages.

            Status code: 550 5.1.8

            Diagnostic information for administrators:

            Generating server: FR0P281MB1234.DEUP281.PROD.OUTLOOK.COM

            kim@fabrikam.com
            Remote server returned '550 5.1.8 Access denied, bad outbound sender AS(42004)'

            Original message headers:

            Received: from FR0P281MB1234.DEUP281.PROD.OUTLOOK.COM (2603:10a6:d10:84::5) by
             FR0P281MB4321.DEUP281.PROD.OUTLOOK.COM (10.5.7.1) with Microsoft SMTP Server (version=TLS1_2) id 15.20.7452.28;
             Tue, 8 Sep 2026 10:02:11 +0000
            """;

    private static final String SEND_AS_DENIED = """
            Diagnostic information for administrators:
            Generating server: AM0PR01MB0001.eurprd01.prod.exchangelabs.com
            servicedesk@contoso.com
            Remote Server returned '554 5.2.252 SendAsDenied; notifications@contoso.com not allowed to send as \
            news@contoso.com; STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied; Failed to \
            process message due to a permanent exception with message [BeginDiagnosticData]Cannot submit message. \
            1.84300:0A000000[EndDiagnosticData] [Hostname=AM0PR01MB0001.eurprd01.prod.exchangelabs.com]'
            """;

    private final Findings findings = new Findings();

    private LookUp lookUp(String text, DeliveryRoute route) {
        return findings.lookUp(text, FindingsTest.scene(route), Instant.EPOCH);
    }

    private static FindingContext relay() {
        return new FindingContext(null, null, "smtp.fabrikam.com", "", "", "notifications@contoso.com", "");
    }

    /** The finding for a reply is the same whether Signet received it or an administrator pasted it. */
    private String explained(Peer peer, String code, int status, String words) {
        return findings.explain(FindingsTest.symptom(peer, code, status, words), FindingsTest.scene(DeliveryRoute.SMTP))
                .id();
    }

    @ParameterizedTest
    @EnumSource(DeliveryRoute.class)
    void aWholeReportIsExplainedByTheCodeInIt(DeliveryRoute route) {
        LookUp found = lookUp(BAD_SENDER, route);

        assertThat(found.code()).isEqualTo("550 5.1.8");
        assertThat(found.finding().orElseThrow().id()).isEqualTo(explained(Peer.SMTP, "550 5.1.8", 550, ""));
        assertThat(found.finding().orElseThrow().symptom().words()).startsWith("Status code: 550 5.1.8");
        assertThat(found.finding().orElseThrow().who()).isNotBlank();
        assertThat(found.finding().orElseThrow().steps()).isNotEmpty();
    }

    /** An English word in the text is no code of Graph. */
    @Test
    void anEnglishWordIsNotACodeOfGraph() {
        LookUp found = lookUp(
                "550-5.7.26 This mail has been blocked because the sender is unauthenticated, forbidden.",
                DeliveryRoute.GRAPH);

        assertThat(found.finding().map(Finding::id).orElse("")).doesNotStartWith("graph-");
    }

    /** A failure after the message was accepted concerns the recipient. */
    @ParameterizedTest
    @EnumSource(DeliveryRoute.class)
    void aFullMailboxIsTheRecipientsUnlessTheReplyNamesTheSenders(DeliveryRoute route) {
        assertThat(lookUp("554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException", route)
                        .finding()
                        .map(Finding::id))
                .contains("relay-mailbox-full");
        assertThat(lookUp("552 5.2.2 The email account that you tried to reach is over quota.", route)
                        .finding()
                        .map(Finding::id))
                .contains("relay-mailbox-full");
        assertThat(lookUp("554 5.2.2 mailbox full; STOREDRV.Submission.Exception:QuotaExceededException", route)
                        .finding()
                        .map(Finding::id))
                .contains("smtp-mailbox-full");
    }

    @Test
    void theTextNextToTheCodeMatters() {
        assertThat(lookUp(SEND_AS_DENIED, DeliveryRoute.SMTP)
                        .finding()
                        .orElseThrow()
                        .id())
                .isEqualTo(explained(Peer.SMTP, "554 5.2.252", 554, "SendAsDenied"));
        String disabled =
                "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox. Visit"
                        + " https://aka.ms/smtp_auth_disabled for more information."
                        + " [FR0P281CA0001.DEUP281.PROD.OUTLOOK.COM]";
        assertThat(lookUp(disabled, DeliveryRoute.SMTP).finding().orElseThrow().id())
                .isEqualTo(explained(Peer.SMTP, "535 5.7.139", 535, disabled))
                .isNotEqualTo(explained(Peer.SMTP, "535 5.7.139", 535, ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            550 5.1.8                                                             | 550 5.1.8
            5.1.8                                                                 | 550 5.1.8
            #550 5.1.8                                                            | 550 5.1.8
            550-5.1.8 Access denied                                               | 550 5.1.8
            Error: 550 #5.1.8 Access denied                                       | 550 5.1.8
            smtp;550 5.1.8 Access denied, bad outbound sender                     | 550 5.1.8
            <host #5.1.8 smtp; Access denied>                                     | 550 5.1.8
            554 5.1.8 Access denied, bad outbound sender                          | 554 5.1.8
            Your message can't be sent (5.7.708).                                 | 550 5.7.708
            Status: 5.0.0, Diagnostic-Code: smtp; 550 5.7.708 Service unavailable | 550 5.7.708
            Server at 40.107.5.7 returned '550 5.7.705 Access denied'             | 550 5.7.705
            """)
    void aReplyIsFoundInEveryNotation(String text, String code) {
        LookUp found = lookUp(text, DeliveryRoute.GRAPH);

        assertThat(found.code()).isEqualTo(code);
        assertThat(found.finding().orElseThrow().id()).isEqualTo(explained(Peer.SMTP, code, 550, ""));
    }

    @Test
    void anEntraCodeIsFoundWithItsIds() {
        Finding finding = lookUp(
                        "{\"error\":\"invalid_client\",\"error_description\":\"aadsts7000222: The provided client"
                                + " secret keys for app 'x' are expired. Trace ID: 0b1fd8a1-5d3a-4e19-8a6e-000000000001"
                                + " Correlation ID: 0b1fd8a1-5d3a-4e19-8a6e-000000000002 Timestamp: 2026-09-08"
                                + " 10:00:00Z\"}",
                        DeliveryRoute.GRAPH)
                .finding()
                .orElseThrow();

        assertThat(finding.id()).isEqualTo("secret-expired");
        assertThat(finding.symptom().code()).isEqualTo("AADSTS7000222");
        assertThat(finding.symptom().traceId()).isEqualTo("0b1fd8a1-5d3a-4e19-8a6e-000000000001");
        assertThat(finding.symptom().correlationId()).isEqualTo("0b1fd8a1-5d3a-4e19-8a6e-000000000002");
    }

    @Test
    void aGraphCodeIsFound() {
        assertThat(lookUp("{\"error\":{\"code\":\"ErrorSendAsDenied\",\"message\":\"…\"}}", DeliveryRoute.GRAPH)
                        .finding()
                        .orElseThrow()
                        .id())
                .isEqualTo(explained(Peer.GRAPH, "ErrorSendAsDenied", 403, ""));
    }

    @Test
    void aReplyWithoutAStatusCodeIsFound() {
        LookUp found = findings.lookUp("535 Authentication failed", relay(), Instant.EPOCH);

        assertThat(found.code()).isEqualTo("535");
        assertThat(found.finding().orElseThrow().id()).isEqualTo("relay-password-wrong");
    }

    @ParameterizedTest
    @CsvSource({
        "550 5.6.199 something new, 550 5.6.199",
        "5.6.199, 5.6.199",
        "AADSTS9999999: new, AADSTS9999999",
        "550 no such thing, 550"
    })
    void anUnknownCodeIsReportedAsUnknown(String text, String code) {
        assertThat(lookUp(text, DeliveryRoute.SMTP)).isEqualTo(new LookUp(code, Optional.empty()));
        assertThat(findings.lookUp(text, relay(), Instant.EPOCH)).isEqualTo(new LookUp(code, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n ",
                "nothing of the kind",
                "from 10.5.1.8 by 5.1.8.77 id 15.5.1.8",
                "on 5.1.2026 at 5.1.20260",
                "about 450 recipients got it",
                "NET_NAME TOO_LARGE SMTP_NO_SIGN_IN",
                "XAADSTS7000215 AADSTS12 AADSTS123456789",
                "250 2.0.0 OK"
            })
    void otherNumbersAreNotTakenForCodes(String text) {
        assertThat(lookUp(text, DeliveryRoute.SMTP)).isEqualTo(new LookUp("", Optional.empty()));
    }

    @Test
    void pastedTextIsEscaped() {
        Finding finding = lookUp("550 5.1.8 <script>alert(1)</script> [x](javascript:alert(1))", DeliveryRoute.SMTP)
                .finding()
                .orElseThrow();

        assertThat(finding.explanation() + finding.who() + finding.steps()).doesNotContain("<script>", "](javascript");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.", "550 ", "\n", " ", "smtp; ", "AADSTS1", "Trace ID: a"})
    void aHugeTextIsTruncatedAndSearchedQuickly(String part) {
        String endless = part.repeat(2_000_000) + " 550 5.1.8";

        LookUp found = assertTimeout(Duration.ofSeconds(5), () -> lookUp(endless, DeliveryRoute.SMTP));

        assertThat(found.finding()).isEmpty();
        assertThat(lookUp("550 5.1.8 x" + endless, DeliveryRoute.SMTP)
                        .finding()
                        .orElseThrow()
                        .symptom()
                        .words())
                .hasSizeLessThan(500);
    }
}
