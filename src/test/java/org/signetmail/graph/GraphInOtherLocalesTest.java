package org.signetmail.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signetmail.account.Cloud;
import org.signetmail.account.Mailbox;
import org.signetmail.account.OtherLocales;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.Trust;
import org.signetmail.message.PlainTextMail;
import org.signetmail.message.RenderedMessages;
import org.signetmail.message.SenderRule;
import org.signetmail.net.CloudHttpClient;
import org.signetmail.token.LoopbackHost;
import org.signetmail.token.LoopbackHost.Answer;
import org.signetmail.token.LoopbackTls;
import org.signetmail.token.SampleCredentials;
import org.signetmail.token.TokenFixture;

/** The requests to Entra and Graph, and how their JSON is parsed, do not depend on the JVM's default locale. */
@Timeout(60)
class GraphInOtherLocalesTest {
    private static final Mailbox FROM = new Mailbox("IT.Info+12@contoso.example");

    @TempDir
    Path folder;

    private LoopbackTls tls;
    private String expected;

    @BeforeEach
    void useRootLocale() throws Exception {
        tls = new LoopbackTls(folder);
        expected = OtherLocales.in(Locale.ROOT, this::exchange);
        assertThat(expected).contains("client_credentials", "/users/", "Content-length=", "ErrorSendAsDenied", "403");
    }

    @ParameterizedTest
    @MethodSource(OtherLocales.ALL)
    void requestsAndOutcomeAreTheSame(Locale locale) throws Exception {
        assertThat(OtherLocales.in(locale, this::exchange)).isEqualTo(expected);
    }

    /** All requests and the outcome, without ports, IDs and times. */
    private String exchange() throws Exception {
        var mail = RenderedMessages.rendered(
                new SenderRule.Sender(FROM, Optional.empty()),
                new PlainTextMail(
                        List.of(new Mailbox("IT@partner.example")), "Größe İi 12", "1234567890\n".repeat(2000)),
                Instant.parse("2030-09-08T13:05:07Z"));
        Clock clock = Clock.systemUTC();
        try (var host = new LoopbackHost(tls.localhost(), GraphInOtherLocalesTest::answer)) {
            var credentials = SampleCredentials.in(Cloud.custom(
                    host.address(),
                    URI.create(host.address() + "/v1.0"),
                    new SmtpServer("localhost", 587),
                    Trust.only(tls.caFile())));
            try (var client = new GraphDeliveryClient(
                    CloudHttpClient.unpooled(OutboundProxy.NONE, clock),
                    TokenFixture.tokens(OutboundProxy.NONE, clock),
                    credentials,
                    FROM,
                    Duration.ofSeconds(10),
                    clock)) {
                Object outcome = client.deliver(mail);
                return (host.asked().stream()
                                        .map(GraphInOtherLocalesTest::request)
                                        .toList() + " " + outcome)
                        .replace(Integer.toString(host.address().getPort()), "<port>")
                        .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "<id>")
                        .replaceAll("at=[-0-9T:.]+Z", "at=<now>");
            }
        }
    }

    private static String request(LoopbackHost.Asked asked) {
        String body = asked.target().contains("/token")
                ? asked.body()
                : new String(Base64.getMimeDecoder().decode(asked.body()), StandardCharsets.UTF_8);
        return String.join("\n", asked.method(), asked.target(), new TreeMap<>(asked.headers()).toString(), body);
    }

    private static Answer answer(LoopbackHost.Asked asked) {
        return asked.target().contains("/token")
                ? Answer.json(200, """
                        {"token_type":"Bearer","expires_in":3599,"ext_expires_in":3599,"access_token":"aaa.bbb.ccc"}""")
                : new Answer(403, Map.of("Content-Type", "application/json"), """
                        {"error":{"code":"ErrorSendAsDenied","message":"no","innerError":{"date":"2030-09-08T13:05:07",
                        "request-id":"6b1f"}}}""");
    }
}
