package org.signetmail.mail;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Peer;
import org.signetmail.token.AccessToken;
import org.signetmail.token.CloudLine;
import org.signetmail.token.NoAnswer;
import org.signetmail.token.TokenException;
import org.signetmail.token.TokenSource;

/**
 * Mail by Microsoft Graph, as MIME.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/user-sendmail">sendMail</a>: 202 is acceptance, and nothing else is
 */
final class GraphMailSession implements MailSession {
    private static final int TOKEN_REFUSED = 401;
    private static final String BY = "Microsoft Graph";

    private final CloudLine line;
    private final TokenSource tokens;
    private final ClientCredentials credentials;
    private final Mailbox mailbox;
    private final Duration deadline;
    private final Clock clock;

    GraphMailSession(
            CloudLine line,
            TokenSource tokens,
            ClientCredentials credentials,
            Mailbox mailbox,
            Duration deadline,
            Clock clock) {
        this.line = line;
        this.tokens = tokens;
        this.credentials = credentials;
        this.mailbox = mailbox;
        this.deadline = deadline;
        this.clock = clock;
    }

    @Override
    public Outcome send(RenderedMail mail) {
        Instant startedAt = clock.instant();
        try {
            AccessToken token = tokens.tokenFor(credentials, DeliveryRoute.GRAPH);
            Outcome outcome = posted(mail, token, startedAt);
            boolean remembered = token.obtainedAt().isBefore(startedAt);
            return remembered
                            && outcome instanceof Outcome.Refused refused
                            && refused.symptom().status() == TOKEN_REFUSED
                    ? posted(mail, tokens.freshTokenFor(credentials, DeliveryRoute.GRAPH), startedAt)
                    : outcome;
        } catch (TokenException none) {
            return new Outcome.Refused(mail.from(), clock.instant(), none.symptom());
        }
    }

    private Outcome posted(RenderedMail mail, AccessToken token, Instant startedAt) {
        String ownId = UUID.randomUUID().toString();
        var body = new HandedOver(mail.base64());
        HttpRequest request = HttpRequest.newBuilder(address())
                .header("Authorization", "Bearer " + token.value())
                .header("Content-Type", "text/plain")
                .header("client-request-id", ownId)
                .POST(body)
                .build();
        try {
            var answer = line.call(Peer.GRAPH, credentials.application().cloud().trust(), request, deadline);
            return outcome(mail, new GraphReply(answer, ownId, token.value(), clock.instant()), startedAt);
        } catch (NoAnswer none) {
            return body.complete()
                    ? new Outcome.Unknown(mail.from(), clock.instant(), none.symptom())
                    : new Outcome.Refused(mail.from(), clock.instant(), none.symptom());
        }
    }

    private static Outcome outcome(RenderedMail mail, GraphReply reply, Instant startedAt) {
        Instant at = reply.at();
        if (reply.accepts()) {
            return new Outcome.Accepted(mail.from(), at, Duration.between(startedAt, at), BY, reply.words());
        }
        return reply.refuses()
                ? new Outcome.Refused(mail.from(), at, reply.symptom())
                : new Outcome.Unknown(mail.from(), at, reply.symptom());
    }

    private URI address() {
        String user =
                URLEncoder.encode(mailbox.address(), StandardCharsets.UTF_8).replace("+", "%20");
        return URI.create(credentials.application().cloud().graph() + "/users/" + user + "/sendMail");
    }

    @Override
    public void close() {
        // Connections belong to the line.
    }
}
