package org.signetmail.check;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.Cloud;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Mailbox;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.Symptom;
import org.signetmail.account.Trust;
import org.signetmail.check.Findings.FindingContext;
import org.signetmail.graph.GraphDeliveryClient;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.message.RenderedMessage;
import org.signetmail.message.RenderedMessages;
import org.signetmail.message.SenderRule;
import org.signetmail.net.CloudHttpClient;
import org.signetmail.smtp.AnsweringSmtp;
import org.signetmail.token.AccessToken;
import org.signetmail.token.LoopbackTls;
import org.signetmail.token.SampleCredentials;
import org.signetmail.token.TokenFixture;
import org.signetmail.token.TokenSource;
import org.signetmail.token.TokenUnavailable;

/** Serves a recorded reply over a connection, so that the product reads it like any other. */
final class AnswerReader implements AutoCloseable {
    private static final Mailbox FROM = new Mailbox("notifications@contoso.com");
    private static final String RECIPIENT = "servicedesk@contoso.com";
    private static final String SECRET_ID = "99999999-2222-3333-4444-555555555555";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Findings findings = new Findings();
    private final Clock clock = Clock.fixed(CheckFixture.NOW, ZoneOffset.UTC);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final RenderedMessage mail = RenderedMessages.rendered(
            new SenderRule.Sender(FROM, Optional.empty()),
            new PlainTextMail(List.of(new Mailbox(RECIPIENT)), "Test", "Test"),
            CheckFixture.NOW);
    private final AnsweringHost https;
    private final AnsweringSmtp smtp;
    private final Cloud cloud;

    AnswerReader(Path folder) throws IOException, GeneralSecurityException {
        var authority = new LoopbackTls(folder);
        https = new AnsweringHost(authority);
        smtp = new AnsweringSmtp(authority);
        cloud = Cloud.custom(
                https.address(),
                URI.create(https.address() + "/v1.0"),
                new SmtpServer("localhost", 587),
                Trust.only(authority.caFile()));
    }

    /**
     * How the product interprets a reply.
     *
     * @param shown the finding for the administrator
     * @param reason the finding of the reply itself, the same unless the outcome is unknown
     * @param transientError whether the token request is retried
     */
    record Reading(
            Finding shown,
            Finding reason,
            FindingContext scene,
            Set<Match.Circumstance> known,
            boolean transientError) {
        Symptom symptom() {
            return shown.symptom();
        }
    }

    Reading read(RecordedAnswer recordedAnswer) {
        if (recordedAnswer.way().startsWith("ENTRA")) {
            boolean secretId = recordedAnswer.when().equals("secret-id");
            return entra(recordedAnswer, secretId);
        }
        Outcome outcome = switch (recordedAnswer.way()) {
            case "GRAPH" -> graph(recordedAnswer);
            case "SMTP" -> smtp.exchange(mail, recordedAnswer.when(), recordedAnswer.text());
            default -> smtp.relay(mail, recordedAnswer.when(), recordedAnswer.text());
        };
        FindingContext scene = recordedAnswer.way().equals("RELAY")
                ? new FindingContext(null, null, "localhost", "", "", FROM.address(), RECIPIENT)
                : scene(route(recordedAnswer));
        if (outcome instanceof Outcome.Unknown unknown) {
            return new Reading(
                    findings.explainUnknown(unknown.symptom(), scene),
                    findings.explain(unknown.symptom(), scene),
                    scene,
                    Set.of(),
                    false);
        }
        Finding finding = findings.explain(((Outcome.Refused) outcome).symptom(), scene);
        return new Reading(finding, finding, scene, Set.of(), false);
    }

    private Reading entra(RecordedAnswer recordedAnswer, boolean secretId) {
        https.answers(recordedAnswer.http());
        TokenSource tokens = TokenFixture.tokens(OutboundProxy.NONE, clock);
        var unavailable = new AtomicBoolean();
        var account = new MailAccount.Microsoft365(credentials(secretId), route(recordedAnswer));
        CheckReport report = CheckFixture.check(
                        CheckFixture.calling(() -> {
                            try {
                                return tokens.freshTokenFor(account.credentials(), account.route());
                            } catch (TokenUnavailable later) {
                                unavailable.set(true);
                                throw later;
                            }
                        }),
                        threads)
                .run(account, progress -> {});
        Finding finding = report.finding().orElseThrow();
        return new Reading(
                finding,
                finding,
                scene(route(recordedAnswer)),
                secretId ? Set.of(Match.Circumstance.SECRET_LOOKS_LIKE_ID) : Set.of(),
                unavailable.get());
    }

    private ClientCredentials credentials(boolean secretId) {
        return SampleCredentials.withSecret(cloud, secretId ? SECRET_ID : SampleCredentials.SECRET);
    }

    private static DeliveryRoute route(RecordedAnswer recordedAnswer) {
        return recordedAnswer.way().endsWith("GRAPH") ? DeliveryRoute.GRAPH : DeliveryRoute.SMTP;
    }

    private Outcome graph(RecordedAnswer recordedAnswer) {
        https.answers(recordedAnswer.http());
        TokenSource tokens = new TokenSource() {
            @Override
            public AccessToken tokenFor(ClientCredentials credentials, DeliveryRoute route) {
                return new AccessToken("canary.token", CheckFixture.NOW, CheckFixture.NOW.plusSeconds(3599));
            }

            @Override
            public AccessToken freshTokenFor(ClientCredentials credentials, DeliveryRoute route) {
                return tokenFor(credentials, route);
            }
        };
        try (var carrier = new GraphDeliveryClient(
                CloudHttpClient.unpooled(OutboundProxy.NONE, clock),
                tokens,
                credentials(false),
                FROM,
                TIMEOUT,
                clock)) {
            return carrier.deliver(mail);
        }
    }

    private FindingContext scene(DeliveryRoute route) {
        return new FindingContext(
                cloud, route, "", SampleCredentials.TENANT, SampleCredentials.CLIENT, FROM.address(), RECIPIENT);
    }

    @Override
    public void close() throws IOException {
        https.close();
        smtp.close();
        threads.shutdownNow();
    }
}
