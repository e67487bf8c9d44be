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
import org.signetmail.message.Outcome;
import org.signetmail.message.Outcome.RefusedRecipient;
import org.signetmail.message.RefusalScope;
import org.signetmail.message.RenderedMessage;
import org.signetmail.net.CloudHttpClient;
import org.signetmail.net.HttpCall;
import org.signetmail.net.NoReply;
import org.signetmail.token.AccessToken;
import org.signetmail.token.TokenException;
import org.signetmail.token.TokenSource;

/**
 * Mail by Microsoft Graph, as MIME.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/user-sendmail">sendMail</a>: 202 is acceptance, and nothing else is
 */
public final class GraphDeliveryClient implements DeliveryClient {
    private static final int TOKEN_REFUSED = 401;
    private static final String BY = "Microsoft Graph";

    /**
     * Requests at once for one mailbox; those in ten minutes are too many to matter here.
     *
     * @see <a href="https://learn.microsoft.com/graph/throttling-limits#outlook-service-limits">Outlook service limits</a>
     */
    private static final SendingLimits ALLOWANCE = new SendingLimits(4, 0);

    /** Of a request, with what base64 adds to a mail (Microsoft: 4 MB). */
    private static final int LARGEST = 4 * 1024 * 1024;

    /** Nowhere does Microsoft say that sendMail takes RFC 6532; what it would make of such a header is not known. */
    private static final String BEYOND_ASCII =
            "The mail has an address with characters beyond ASCII before the @, and Microsoft does not say that Microsoft"
                    + " Graph takes it.";

    private final CloudHttpClient line;
    private final TokenSource tokens;
    private final ClientCredentials credentials;
    private final URI address;
    private final Duration deadline;
    private final Clock clock;

    public GraphDeliveryClient(
            CloudHttpClient line,
            TokenSource tokens,
            ClientCredentials credentials,
            Mailbox mailbox,
            Duration deadline,
            Clock clock) {
        this.line = line;
        this.tokens = tokens;
        this.credentials = credentials;
        address = address(credentials, mailbox);
        this.deadline = deadline;
        this.clock = clock;
    }

    /** Graph has no envelope and takes the recipients from the headers, which therefore name exactly those who get it. */
    @Override
    public Outcome deliver(RenderedMessage mail) {
        Instant startedAt = clock.instant();
        RenderedMessage addressed = mail.addressedByHeaders();
        if (addressed.base64Size() > LARGEST) {
            return refused(mail, tooLarge(addressed, startedAt), RefusalScope.MESSAGE, List.of());
        }
        if (addressed.needsUtf8()) {
            return refused(
                    mail,
                    Symptom.unanswered(Peer.GRAPH, Symptom.NO_UTF8, BEYOND_ASCII, startedAt),
                    RefusalScope.ofBeyondAscii(addressed),
                    RefusedRecipient.of(addressed.beyondAscii(), BEYOND_ASCII));
        }
        byte[] body = addressed.base64();
        try {
            AccessToken token = tokens.tokenFor(credentials, DeliveryRoute.GRAPH);
            Outcome outcome = posted(mail, body, token, startedAt);
            boolean remembered = token.obtainedAt().isBefore(startedAt);
            return remembered
                            && outcome instanceof Outcome.Refused refused
                            && refused.symptom().status() == TOKEN_REFUSED
                    ? posted(mail, body, tokens.freshTokenFor(credentials, DeliveryRoute.GRAPH), startedAt)
                    : outcome;
        } catch (TokenException none) {
            return refused(mail, none.symptom(), RefusalScope.ACCOUNT, List.of());
        }
    }

    private Outcome posted(RenderedMessage mail, byte[] base64, AccessToken token, Instant startedAt) {
        String ownId = UUID.randomUUID().toString();
        var call = HttpCall.post(
                address,
                Map.of(
                        "Authorization",
                        "Bearer " + token.value(),
                        "Content-Type",
                        "text/plain",
                        "client-request-id",
                        ownId),
                base64);
        try {
            var answer = line.call(Peer.GRAPH, credentials.application().cloud().trust(), call, deadline);
            return outcome(mail, new GraphReply(answer, ownId, token.value(), clock.instant()), startedAt);
        } catch (NoReply none) {
            return none.handedOver()
                    ? new Outcome.Unknown(mail.from(), mail.messageId(), clock.instant(), none.symptom())
                    : refused(mail, none.symptom(), RefusalScope.ACCOUNT, List.of());
        }
    }

    private Outcome outcome(RenderedMessage mail, GraphReply reply, Instant startedAt) {
        Instant at = reply.at();
        if (reply.accepts()) {
            return new Outcome.Accepted(
                    mail.from(), mail.messageId(), at, Duration.between(startedAt, at), BY, reply.words());
        }
        Symptom symptom = reply.symptom();
        return reply.refuses()
                ? refused(mail, symptom, GraphCodes.scope(symptom.code(), symptom.status()), recipients(mail, symptom))
                : new Outcome.Unknown(mail.from(), mail.messageId(), at, symptom);
    }

    /**
     * Those of the envelope whom the answer names; nobody in particular if it names none or all of them. Only addresses are
     * looked for and no words, and nobody got the mail.
     */
    private static List<RefusedRecipient> recipients(RenderedMessage mail, Symptom symptom) {
        if (GraphCodes.scope(symptom.code(), symptom.status()) != RefusalScope.RECIPIENT) {
            return List.of();
        }
        List<Mailbox> named = mail.to().size() == 1
                ? mail.to()
                : mail.to().stream().filter(to -> names(symptom.words(), to)).toList();
        return mail.to().size() > 1 && named.size() == mail.to().size()
                ? List.of()
                : RefusedRecipient.of(named, symptom.words());
    }

    private static boolean names(String words, Mailbox mailbox) {
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
                Peer.GRAPH,
                Symptom.TOO_LARGE,
                "The mail has " + mail.size() + " bytes, and Microsoft Graph takes " + LARGEST / 4 * 3
                        + " at most in one request.",
                at);
    }

    private static URI address(ClientCredentials credentials, Mailbox mailbox) {
        String user =
                URLEncoder.encode(mailbox.address(), StandardCharsets.UTF_8).replace("+", "%20");
        return URI.create(credentials.application().cloud().graph() + "/users/" + user + "/sendMail");
    }

    @Override
    public SendingLimits limits() {
        return ALLOWANCE;
    }

    @Override
    public boolean tidy(Instant now) {
        return line.tidy(now);
    }

    @Override
    public void close() {
        // Connections belong to the line.
    }
}
