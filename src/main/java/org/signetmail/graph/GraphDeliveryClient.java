package org.signetmail.graph;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.message.DeliveryClient;
import org.signetmail.message.HandOver;
import org.signetmail.message.HandOverDenied;
import org.signetmail.message.Outcome;
import org.signetmail.message.Outcome.RefusedRecipient;
import org.signetmail.message.RefusalScope;
import org.signetmail.message.RenderedMessage;
import org.signetmail.net.CloudHttpClient;
import org.signetmail.net.HttpCall;
import org.signetmail.net.NoReply;
import org.signetmail.text.Messages;
import org.signetmail.token.AccessToken;
import org.signetmail.token.TokenException;
import org.signetmail.token.TokenSource;

/**
 * Submits messages to Microsoft Graph in MIME format.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/user-sendmail">sendMail</a>: only status 202 is acceptance
 */
public final class GraphDeliveryClient implements DeliveryClient {
    private static final int TOKEN_REFUSED = 401;

    /**
     * Concurrent requests for one mailbox. The limit per ten minutes is too high to matter here.
     *
     * @see <a href="https://learn.microsoft.com/graph/throttling-limits#outlook-service-limits">Outlook service limits</a>
     */
    private static final SendingLimits LIMITS = new SendingLimits(4, 0);

    /** Maximum bytes of a request, after base64 encoding (Microsoft: 4 MB). */
    private static final int LARGEST = 4 * 1024 * 1024;

    /** Microsoft does not document whether sendMail supports RFC 6532, so the effect of such a header is unknown. */
    private static final String BEYOND_ASCII = "graph.beyondAscii";

    private final CloudHttpClient httpClient;
    private final TokenSource tokens;
    private final ClientCredentials credentials;
    private final URI address;
    private final Duration deadline;
    private final Clock clock;

    public GraphDeliveryClient(
            CloudHttpClient httpClient,
            TokenSource tokens,
            ClientCredentials credentials,
            Mailbox mailbox,
            Duration deadline,
            Clock clock) {
        this.httpClient = httpClient;
        this.tokens = tokens;
        this.credentials = credentials;
        address = address(credentials, mailbox);
        this.deadline = deadline;
        this.clock = clock;
    }

    /** Graph takes the recipients from the headers, which therefore contain exactly the recipients of the envelope. */
    @Override
    public Outcome deliver(RenderedMessage mail, HandOver handOver) {
        Instant startedAt = clock.instant();
        RenderedMessage addressed = mail.addressedByHeaders();
        if (addressed.base64Size() > LARGEST) {
            return refused(mail, tooLarge(addressed, startedAt), RefusalScope.MESSAGE, List.of());
        }
        if (addressed.needsUtf8()) {
            String words = Messages.text(BEYOND_ASCII);
            return refused(
                    mail,
                    Symptom.unanswered(Peer.GRAPH, Symptom.NO_UTF8, words, startedAt),
                    RefusalScope.ofBeyondAscii(addressed),
                    RefusedRecipient.of(addressed.beyondAscii(), words));
        }
        byte[] body = addressed.base64();
        HandOver recorded = handOver.within(HandOver.LONGEST);
        try {
            AccessToken token = tokens.tokenFor(credentials, DeliveryRoute.GRAPH);
            Outcome outcome = post(mail, body, token, startedAt, recorded);
            boolean cached = token.obtainedAt().isBefore(startedAt);
            return cached
                            && outcome instanceof Outcome.Refused refused
                            && refused.symptom().status() == TOKEN_REFUSED
                    ? post(mail, body, tokens.freshTokenFor(credentials, DeliveryRoute.GRAPH), startedAt, recorded)
                    : outcome;
        } catch (TokenException none) {
            return refused(mail, none.symptom(), RefusalScope.ACCOUNT, List.of());
        }
    }

    private Outcome post(RenderedMessage mail, byte[] base64, AccessToken token, Instant startedAt, HandOver handOver) {
        String requestId = UUID.randomUUID().toString();
        var call = HttpCall.post(
                        address,
                        Map.of(
                                "Authorization",
                                "Bearer " + token.value(),
                                "Content-Type",
                                "text/plain",
                                "client-request-id",
                                requestId),
                        base64)
                .beforeLastPart(handOver::begin);
        try {
            var reply = httpClient.call(
                    Peer.GRAPH, credentials.application().cloud().trust(), call, deadline);
            return outcome(
                    mail, new GraphReply(new GraphError(reply, requestId, token.value(), clock.instant())), startedAt);
        } catch (NoReply none) {
            if (none.getCause() instanceof HandOverDenied denied) {
                return refused(mail, denied.symptom(clock.instant()), RefusalScope.MESSAGE, List.of());
            }
            return none.handedOver()
                    ? new Outcome.Unknown(mail.from(), mail.messageId(), clock.instant(), none.symptom())
                    : refused(mail, none.symptom(), RefusalScope.ACCOUNT, List.of());
        }
    }

    private Outcome outcome(RenderedMessage mail, GraphReply reply, Instant startedAt) {
        Instant at = reply.at();
        if (reply.accepts()) {
            return new Outcome.Accepted(
                    mail.from(),
                    mail.messageId(),
                    at,
                    Duration.between(startedAt, at),
                    DeliveryRoute.GRAPH.label(),
                    reply.text());
        }
        Symptom symptom = reply.symptom();
        return reply.refuses()
                ? refused(mail, symptom, GraphCodes.scope(symptom.code(), symptom.status()), recipients(mail, symptom))
                : new Outcome.Unknown(mail.from(), mail.messageId(), at, symptom);
    }

    /**
     * The recipients that the reply names; empty if it names none or all of them. Only addresses are searched for, no
     * text. The message was sent to no recipient.
     */
    private static List<RefusedRecipient> recipients(RenderedMessage mail, Symptom symptom) {
        if (GraphCodes.scope(symptom.code(), symptom.status()) != RefusalScope.RECIPIENT) {
            return List.of();
        }
        List<Mailbox> named = mail.to().size() == 1
                ? mail.to()
                : mail.to().stream()
                        .filter(to -> isNamedIn(symptom.words(), to))
                        .toList();
        return mail.to().size() > 1 && named.size() == mail.to().size()
                ? List.of()
                : RefusedRecipient.of(named, symptom.words());
    }

    private static boolean isNamedIn(String words, Mailbox mailbox) {
        return Pattern.compile(
                        "(?<![\\w.!#$%&*+/=?^`{|}~-])" + Pattern.quote(mailbox.address()) + "(?![\\w-]|\\.\\w)",
                        Pattern.CASE_INSENSITIVE)
                .matcher(words)
                .find();
    }

    private Outcome refused(
            RenderedMessage mail, Symptom symptom, RefusalScope scope, List<RefusedRecipient> recipients) {
        return new Outcome.Refused(mail.from(), clock.instant(), symptom, scope, recipients, mail.messageId());
    }

    private static Symptom tooLarge(RenderedMessage mail, Instant at) {
        return Symptom.unanswered(
                Peer.GRAPH, Symptom.TOO_LARGE, Messages.text("graph.tooLarge", mail.size(), LARGEST / 4 * 3), at);
    }

    private static URI address(ClientCredentials credentials, Mailbox mailbox) {
        String user =
                URLEncoder.encode(mailbox.address(), StandardCharsets.UTF_8).replace("+", "%20");
        return URI.create(credentials.application().cloud().graph() + "/users/" + user + "/sendMail");
    }

    @Override
    public SendingLimits limits() {
        return LIMITS;
    }

    @Override
    public void abortOverdue() {
        httpClient.abortOverdue();
    }

    @Override
    public void evictIdle(Instant now) {
        httpClient.evictIdle(now);
    }

    @Override
    public boolean isIdle() {
        return !httpClient.hasCallInFlight();
    }

    @Override
    public void close() {
        // The connections belong to the HTTP client.
    }
}
