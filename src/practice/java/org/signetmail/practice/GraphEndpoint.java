package org.signetmail.practice;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code graph.microsoft.com} as far as sendMail and the application itself go. */
final class GraphEndpoint implements HttpHandler {
    private static final Pattern SEND_MAIL = Pattern.compile("/v1\\.0/users/([^/]+)/sendMail");
    private static final int LARGEST_REQUEST_BYTES = 4 * 1024 * 1024;
    /** Of a body, what is searched for secrets: a text part is at its beginning. */
    private static final int LOGGED_BYTES = 256 * 1024;

    private static final String RETRY_AFTER_SECONDS = "10";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Failures failures;
    private final TokenMint mint;
    private final Mailboxes mailboxes;
    private final RequestLog requests;
    private final MailboxLimits limits;
    private final ApplicationsEndpoint applications;

    GraphEndpoint(
            Failures failures,
            TokenMint mint,
            Mailboxes mailboxes,
            RequestLog requests,
            MailboxLimits limits,
            ApplicationsEndpoint applications) {
        this.limits = limits;
        this.applications = applications;
        this.failures = failures;
        this.mint = mint;
        this.mailboxes = mailboxes;
        this.requests = requests;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String given = header(exchange, "client-request-id");
            String requestId = UUID.randomUUID().toString();
            String clientRequestId = given.isEmpty() ? requestId : given;
            Answer answer;
            try {
                answer = answer(exchange, body, given);
            } catch (GraphRefusal refusal) {
                answer = refused(refusal, requestId, clientRequestId);
            }
            failures.awaitOff(Failure.GRAPH_SLOW);
            if (failures.is(Failure.GRAPH_SILENT)) {
                failures.awaitOff(Failure.GRAPH_SILENT);
            } else if (!failures.is(Failure.GRAPH_DROPS)) {
                answer.with("request-id", requestId)
                        .with("client-request-id", clientRequestId)
                        .with("x-ms-ags-diagnostic", "{\"ServerInfo\":{\"DataCenter\":\"Practice\",\"Slice\":\"E\"}}")
                        .send(exchange);
            }
        }
    }

    private Answer answer(HttpExchange exchange, byte[] body, String clientRequestId) throws IOException {
        Matcher path = SEND_MAIL.matcher(exchange.getRequestURI().getPath());
        boolean sending = path.matches() && exchange.getRequestMethod().equals("POST");
        log(exchange, sending ? path.group(1) : "", body, clientRequestId);
        if (failures.is(Failure.GRAPH_503)) {
            throw GraphRefusal.unavailable();
        }
        if (failures.is(Failure.GRAPH_THROTTLED)) {
            throw GraphRefusal.throttled();
        }
        TokenMint.Judgement token = admitted(header(exchange, "Authorization"));
        if (!sending) {
            return applications.answer(exchange, body, token).orElseThrow(GraphRefusal::noSuchResource);
        }
        if (failures.is(Failure.GRAPH_TOO_LARGE) || body.length > LARGEST_REQUEST_BYTES) {
            return Answer.html(413, "<html><head><title>413 - Request Entity Too Large</title></head></html>");
        }
        String mailbox = permitted(token, path.group(1));
        if (!limits.request(mailbox)) {
            throw GraphRefusal.throttled();
        }
        GraphMessage message =
                header(exchange, "Content-Type").toLowerCase(Locale.ROOT).startsWith("text/plain")
                        ? GraphMessage.mime(body, mailbox)
                        : GraphMessage.json(body, mailbox);
        boolean asMailbox = message.from()
                .map(from -> Contoso.canonical(from).equals(Contoso.canonical(mailbox)))
                .orElse(true);
        if (failures.is(Failure.GRAPH_SEND_AS_DENIED) || !asMailbox) {
            throw GraphRefusal.sendAsDenied();
        }
        return accepted(mailbox, message);
    }

    private Answer accepted(String mailbox, GraphMessage message) throws GraphRefusal {
        if (failures.is(Failure.GRAPH_200)) {
            return Answer.empty(200);
        }
        if (failures.is(Failure.GRAPH_DROPS)) {
            return Answer.empty(500);
        }
        var mail = new StoredMail(requests.now(), "Graph", mailbox, message.recipients(), message.raw());
        if (message.saveToSentItems()) {
            mailboxes.send(mailbox, mail);
        } else {
            mailboxes.deliver(mailbox, mail);
        }
        if (failures.is(Failure.GRAPH_504)) {
            throw GraphRefusal.gatewayTimeout();
        }
        return Answer.empty(202);
    }

    private TokenMint.Judgement admitted(String authorization) throws GraphRefusal {
        String token = authorization.replaceFirst("(?i)^Bearer\\s*", "");
        if (token.isBlank()) {
            throw GraphRefusal.token("Access token is empty.");
        }
        TokenMint.Judgement judgement = mint.judge(token, Set.of(TokenMint.GRAPH));
        if (failures.is(Failure.GRAPH_401) || judgement.flaw() == TokenMint.Flaw.EXPIRED) {
            throw GraphRefusal.token("Lifetime validation failed, the token is expired.");
        }
        switch (judgement.flaw()) {
            case WRONG_AUDIENCE -> throw GraphRefusal.token("Access token validation failure. Invalid audience.");
            case NOT_OURS -> throw GraphRefusal.token("Access token validation failure. Invalid signature.");
            case MALFORMED -> throw GraphRefusal.token("CompactToken parsing failed with error code: 80049217");
            case EXPIRED, NONE -> {
                return judgement;
            }
        }
        throw new IllegalStateException();
    }

    private String permitted(TokenMint.Judgement token, String mailbox) throws GraphRefusal {
        if (failures.is(Failure.GRAPH_ACCESS_DENIED)
                || (!token.grants("Mail.Send") && !failures.is(Failure.RBAC_FOR_APPLICATIONS))) {
            throw GraphRefusal.accessDenied();
        }
        if (failures.is(Failure.GRAPH_ACCESS_POLICY)) {
            throw GraphRefusal.accessPolicy();
        }
        if (failures.is(Failure.MAILBOX_UNKNOWN) || !Contoso.isMailbox(mailbox)) {
            throw GraphRefusal.mailboxUnknown(mailbox);
        }
        if (failures.is(Failure.MAILBOX_NOT_ENABLED)) {
            throw GraphRefusal.mailboxNotEnabled();
        }
        return Contoso.canonical(mailbox);
    }

    private void log(HttpExchange exchange, String mailbox, byte[] body, String clientRequestId) {
        String start = new String(body, 0, Math.min(body.length, LOGGED_BYTES), StandardCharsets.UTF_8);
        requests.add(
                mailbox.isEmpty()
                        ? new RequestLog.OtherRequest(
                                requests.now(),
                                exchange.getRequestMethod(),
                                exchange.getRequestURI().getPath())
                        : new RequestLog.GraphRequest(
                                requests.now(), mailbox, header(exchange, "Content-Type"), clientRequestId),
                exchange.getRequestURI() + "\n" + exchange.getRequestHeaders().values() + "\n" + start);
    }

    private Answer refused(GraphRefusal refusal, String requestId, String clientRequestId) {
        var inner = Json.createObjectBuilder()
                .add("date", DATE.format(requests.now()))
                .add("request-id", requestId)
                .add("client-request-id", clientRequestId);
        var error = Json.createObjectBuilder()
                .add("code", refusal.code())
                .add("message", refusal.getMessage())
                .add("innerError", inner);
        var answer = Answer.json(
                refusal.status(), Json.createObjectBuilder().add("error", error).build());
        return switch (refusal.status()) {
            case 401 -> answer.with("WWW-Authenticate", "Bearer realm=\"\", error=\"invalid_token\"");
            case 429 -> answer.with("Retry-After", RETRY_AFTER_SECONDS);
            default -> answer;
        };
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }
}
