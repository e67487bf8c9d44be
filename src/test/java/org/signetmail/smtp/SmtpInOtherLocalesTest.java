package org.signetmail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signetmail.account.Mailbox;
import org.signetmail.account.OtherLocales;
import org.signetmail.account.TlsMode;
import org.signetmail.account.Trust;
import org.signetmail.message.DeliveryClient.SendingLimits;
import org.signetmail.message.PlainTextMail;
import org.signetmail.message.RenderedMessages;
import org.signetmail.message.SenderRule;

/** What an SMTP server receives does not depend on the JVM's default locale. */
@Timeout(30)
class SmtpInOtherLocalesTest {
    private static final Mailbox FROM = new Mailbox("IT.Info@contoso.example");
    private static String expected;

    @BeforeAll
    static void recordInRootLocale() throws Exception {
        expected = OtherLocales.in(Locale.ROOT, SmtpInOtherLocalesTest::exchange);
        assertThat(expected).contains("SIZE=", "BDAT", "Sun, 8 Sep 2030 13:05:07 +0000", "XOAUTH2", "Accepted");
    }

    @ParameterizedTest
    @MethodSource(OtherLocales.ALL)
    void theSessionIsTheSame(Locale locale) throws Exception {
        assertThat(OtherLocales.in(locale, SmtpInOtherLocalesTest::exchange)).isEqualTo(expected);
    }

    /** The session and its outcome, without each message's unique identifiers. */
    private static String exchange() throws Exception {
        var mail = RenderedMessages.rendered(
                new SenderRule.Sender(FROM, Optional.of(new Mailbox("Iris@contoso.example"))),
                new PlainTextMail(
                        List.of(new Mailbox("IT@partner.example")), "Größe İi 12", "1234567890\n".repeat(2000)),
                Instant.parse("2030-09-08T13:05:07Z"));
        try (var server = new ScriptedSmtp(SmtpInOtherLocalesTest::answer)) {
            var to = new SmtpEndpoint(server.server(), TlsMode.NONE, Trust.JVM, FROM.domain());
            var signIn = new SmtpCredentials(
                    "XOAUTH2", FROM.address(), "canaryToken", Optional.of(Instant.MAX), Optional.empty());
            try (var client = new SmtpDeliveryClient(
                    to,
                    fresh -> signIn,
                    new SendingLimits(3, 0),
                    new BdatSupport(true),
                    Duration.ofSeconds(10),
                    Clock.systemUTC())) {
                Object outcome = client.deliver(mail);
                return (server.heard() + server.everything() + server.taken() + outcome)
                        .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "<id>")
                        .replaceAll("at=[^,]+, took=[^,]+", "at=<now>");
            }
        }
    }

    private static String answer(String said) {
        return switch (said.split(" ", -1)[0]) {
            case "EHLO" ->
                "250-relay.example\r\n250-SIZE 36700160\r\n250-PIPELINING\r\n250-CHUNKING\r\n250-8BITMIME\r\n250 AUTH XOAUTH2";
            case "AUTH" -> "235 2.7.0 welcome";
            default -> ScriptedSmtp.willing(said);
        };
    }
}
