package org.signetmail.message;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.Mailbox;

class TransportHeadersTest {
    private static final SenderRule.Sender SENDER =
            new SenderRule.Sender(new Mailbox("system@contoso.com"), Optional.empty());

    private static String sent(String header) throws Exception {
        var message = new MimeMessage(Session.getInstance(new Properties()));
        message.setRecipients(RecipientType.TO, "guest@partner.example");
        message.setText("t");
        message.setHeader(header, "canary");
        RenderedMessage mail = OutgoingMessage.of(message, null, Instant.EPOCH).renderedFor(SENDER);
        return new String(mail.bytes(), StandardCharsets.US_ASCII)
                + new String(mail.addressedByHeaders().bytes(), StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DKIM-Signature",
                "dkim-signature",
                "DomainKey-Signature",
                "Authentication-Results",
                "AUTHENTICATION-RESULTS",
                "ARC-Seal",
                "ARC-Message-Signature",
                "ARC-Authentication-Results",
                "Received",
                "Received-SPF",
                "Return-Path",
                "Delivered-To",
                "Resent-From",
                "Resent-To",
                "Resent-Cc",
                "Resent-Bcc",
                "Resent-Message-ID",
                "X-MS-Exchange-Organization-SCL",
                "x-ms-exchange-organization-authas",
                "X-Microsoft-Antispam",
                "X-Forefront-Antispam-Report",
                "X-EOPTenantAttributedMessage",
                "X-Originating-IP"
            })
    void transportHeadersAreRemoved(String header) throws Exception {
        assertThat(sent(header)).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Mailer",
                "X-MSMail-Priority",
                "X-Shop-Order",
                "List-Unsubscribe",
                "In-Reply-To",
                "Auto-Submitted",
                "Architecture",
                "Resentment"
            })
    void otherHeadersAreKept(String header) throws Exception {
        assertThat(sent(header)).contains(header + ": canary");
    }
}
