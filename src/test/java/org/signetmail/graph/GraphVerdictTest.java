package org.signetmail.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.Cloud;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.Trust;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.message.RenderedMessage;
import org.signetmail.message.RenderedMessages;
import org.signetmail.message.SenderRule;
import org.signetmail.net.CloudHttpClient;
import org.signetmail.token.AccessToken;
import org.signetmail.token.LoopbackHost;
import org.signetmail.token.LoopbackHost.Answer;
import org.signetmail.token.LoopbackTls;
import org.signetmail.token.SampleCredentials;
import org.signetmail.token.TokenSource;

/** Whether a message was certainly not sent, for each status with each code of Exchange's documentation. */
@Timeout(60)
class GraphVerdictTest {
    private static final Mailbox FROM = new Mailbox("notify@contoso.example");

    @TempDir
    Path folder;

    private final RenderedMessage mail = RenderedMessages.rendered(
            new SenderRule.Sender(FROM, Optional.empty()),
            new PlainTextMail(List.of(new Mailbox("guest@partner.example")), "s", "t"),
            Instant.EPOCH);
    private LoopbackTls tls;
    private CloudHttpClient httpClient;

    @BeforeEach
    void createAuthority() throws Exception {
        tls = new LoopbackTls(folder);
        httpClient = CloudHttpClient.pooled(OutboundProxy.NONE, Clock.systemUTC());
    }

    private Outcome sent(URI graph) {
        return sent(graph, mail);
    }

    private Outcome sent(URI graph, RenderedMessage mail) {
        var credentials = SampleCredentials.in(Cloud.custom(
                URI.create("https://localhost"),
                URI.create(graph + "/v1.0"),
                new SmtpServer("localhost", 587),
                Trust.only(tls.caFile())));
        try (var client = new GraphDeliveryClient(
                httpClient, new OneToken(), credentials, FROM, Duration.ofSeconds(10), Clock.systemUTC())) {
            return client.deliver(mail);
        }
    }

    private static final class OneToken implements TokenSource {
        @Override
        public AccessToken tokenFor(ClientCredentials credentials, DeliveryRoute route) {
            return new AccessToken("token", Instant.MAX, Instant.MAX);
        }

        @Override
        public AccessToken freshTokenFor(ClientCredentials credentials, DeliveryRoute route) {
            throw new AssertionError("The token was not refused");
        }
    }

    private static final List<String> DEFINITE = List.of(
            "ErrorQuotaExceeded",
            "ErrorMessageSizeExceeded",
            "ErrorMimeContentInvalid",
            "ErrorMimeContentInvalidBase64String",
            "ErrorMissingRecipients",
            "ErrorInvalidSmtpAddress",
            "ErrorDataSizeLimitExceeded",
            "ErrorRequestStreamTooBig",
            "ErrorAttachmentSizeLimitExceeded",
            "ErrorAttachmentNestLevelLimitExceeded",
            "ErrorInvalidLicense",
            "ErrorOrganizationAccessBlocked",
            "ErrorAccessDenied",
            "ErrorSendAsDenied",
            "ErrorAccountDisabled",
            "ErrorMailboxLogonFailed",
            "ErrorItemNotFound",
            "ErrorNonExistentMailbox",
            "ErrorMailRecipientNotFound",
            "ErrorRecipientNotFound",
            "ErrorSubmissionQuotaExceeded",
            "ErrorContentConversionFailed",
            "ErrorMimeContentConversionFailed",
            "ErrorCorruptData",
            "ErrorItemCorrupt",
            "ErrorVirusDetected",
            "ErrorNonPrimarySmtpAddress",
            "ErrorExceededConnectionCount",
            "ErrorServerBusy");

    /** Codes with which the message may have been sent. */
    private static final List<String> INDEFINITE = List.of(
            "ErrorTimeoutExpired",
            "ErrorMailboxMoveInProgress",
            "ErrorMailboxStoreUnavailable",
            "ErrorMailboxFailover",
            "ErrorConnectionFailed",
            "ErrorADUnavailable",
            "ErrorInsufficientResources",
            "ErrorInternalServerTransientError",
            "MailboxInfoStale",
            "UnknownError",
            "generalException",
            "serviceNotAvailable",
            "errorquotaexceeded",
            "ERRORVIRUSDETECTED",
            "ErrorServerBusyElsewhere",
            "ErrorServerBusy ",
            "");

    private static final List<Integer> UNCERTAIN = List.of(203, 408, 500, 501, 502, 503, 504, 507, 509, 599);

    private static String error(String code) {
        return "{\"error\":{\"code\":\"" + code + "\",\"message\":\"m\"}}";
    }

    /** Sends one message per reply, all to one server, and checks the kind of each outcome. */
    private void assertOutcomes(Class<? extends Outcome> kind, List<Answer> answers) throws Exception {
        var next = new ArrayDeque<>(answers);
        try (var graph = new LoopbackHost(tls.localhost(), request -> next.remove())) {
            for (Answer answer : answers) {
                assertThat(sent(graph.address())).as("%s", answer).isInstanceOf(kind);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 408, 412, 500, 501, 502, 503, 504, 507, 509, 599, 302, 203})
    void aDefiniteCodeIsARefusalWithAnyStatus(int status) throws Exception {
        assertOutcomes(
                Outcome.Refused.class,
                DEFINITE.stream().map(code -> Answer.json(status, error(code))).toList());
    }

    /** A recorded reply: <em>Recipient 'x' is not resolved.</em> Only whole addresses are searched for. */
    @ParameterizedTest
    @CsvSource({
        "Recipient 'bad@partner.example' is not resolved., bad@partner.example",
        "Recipient 'BAD@partner.example' is not resolved., bad@partner.example",
        "At least one recipient is not valid., ''",
        "Recipient 'very.bad@partner.example' is not resolved., ''",
        "Recipient 'bad@partner.example.org' is not resolved., ''",
        "bad@partner.example and good@partner.example are not resolved., ''"
    })
    void theRecipientsInTheReplyAreRefused(String message, String refused) throws Exception {
        RenderedMessage toTwo = RenderedMessages.rendered(
                new SenderRule.Sender(FROM, Optional.empty()),
                new PlainTextMail(
                        List.of(new Mailbox("good@partner.example"), new Mailbox("bad@partner.example")), "s", "t"),
                Instant.EPOCH);
        try (var graph = new LoopbackHost(
                tls.localhost(),
                request -> Answer.json(
                        400, "{\"error\":{\"code\":\"ErrorInvalidRecipients\",\"message\":\"" + message + "\"}}"))) {
            assertThat(sent(graph.address(), toTwo))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            outcome -> assertThat(outcome.recipients())
                                    .extracting(Outcome.RefusedRecipient::address)
                                    .isEqualTo(refused.isEmpty() ? List.of() : List.of(refused)));
        }
    }

    @Test
    void withAnyOtherCodeAnUncertainStatusIsUnknown() throws Exception {
        for (int status : UNCERTAIN) {
            assertOutcomes(
                    Outcome.Unknown.class,
                    INDEFINITE.stream()
                            .map(code -> Answer.json(status, error(code)))
                            .toList());
        }
    }

    @Test
    void withAnyOtherCodeAClientErrorIsARefusal() throws Exception {
        for (int status : List.of(400, 401, 403, 404, 409, 413, 429)) {
            assertOutcomes(
                    Outcome.Refused.class,
                    INDEFINITE.stream()
                            .map(code -> Answer.json(status, error(code)))
                            .toList());
        }
    }

    @Test
    void quotaLimitReachedIsARefusalWithStatus507Only() throws Exception {
        assertOutcomes(Outcome.Refused.class, List.of(Answer.json(507, error("quotaLimitReached"))));
        assertOutcomes(
                Outcome.Unknown.class,
                List.of(
                        Answer.json(500, error("quotaLimitReached")),
                        Answer.json(503, error("quotaLimitReached")),
                        Answer.json(507, error("QuotaLimitReached"))));
    }

    /** A proxy may have written the reply. */
    @Test
    void aCodeOutsideOfGraphsErrorJsonIsIgnored() throws Exception {
        assertOutcomes(
                Outcome.Unknown.class,
                Stream.of(
                                "ErrorServerBusy",
                                "<html><title>ErrorServerBusy</title></html>",
                                "{\"code\":\"ErrorServerBusy\"}",
                                "{\"error\":\"ErrorServerBusy\"}",
                                "{\"error\":[{\"code\":\"ErrorServerBusy\"}]}",
                                "{\"error\":{\"code\":[\"ErrorServerBusy\"]}}",
                                "{\"error\":{\"message\":\"ErrorServerBusy\"}}",
                                "{\"error\":{\"code\":\"UnknownError\",\"innerError\":{\"code\":\"ErrorServerBusy\"}}}",
                                error("ErrorServerBusy").substring(0, 40))
                        .map(body -> Answer.json(503, body))
                        .toList());
    }

    @Test
    void status202IsAcceptanceRegardlessOfTheBody() throws Exception {
        assertOutcomes(Outcome.Accepted.class, List.of(Answer.json(202, error("ErrorServerBusy"))));
    }
}
