package org.signetmail.practice;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import jakarta.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code login.microsoftonline.com} as far as client credentials go. */
final class EntraEndpoint implements HttpHandler {
    private static final Pattern TOKEN_PATH = Pattern.compile("/([^/]*)/oauth2/v2\\.0/token");
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final String RETRY_AFTER_SECONDS = "30";

    private final Failures failures;
    private final TokenMint mint;
    private final RequestLog requests;
    private final EntraRules rules;

    EntraEndpoint(Failures failures, TokenMint mint, RequestLog requests, EntraRules rules) {
        this.failures = failures;
        this.mint = mint;
        this.requests = requests;
        this.rules = rules;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            var form = TokenForm.read(exchange.getRequestHeaders(), body);
            Matcher path = TOKEN_PATH.matcher(exchange.getRequestURI().getPath());
            boolean token = path.matches();
            boolean post = exchange.getRequestMethod().equals("POST");
            requests.add(
                    token && post
                            ? new RequestLog.TokenRequest(requests.now(), path.group(1), form.clientId(), form.scope())
                            : new RequestLog.OtherRequest(
                                    requests.now(),
                                    exchange.getRequestMethod(),
                                    exchange.getRequestURI().getPath()),
                    exchange.getRequestURI() + "\n" + form.carried());
            if (failures.is(Failure.ENTRA_SILENT)) {
                failures.awaitOff(Failure.ENTRA_SILENT);
                return;
            }
            String clientRequestId = exchange.getRequestHeaders().getFirst("client-request-id");
            var answer = upset().orElseGet(() -> {
                if (!token) {
                    return Answer.html(404, "<!DOCTYPE html><title>404</title><h1>Not found</h1>");
                }
                String correlation = clientRequestId == null ? UUID.randomUUID().toString() : clientRequestId;
                return post
                        ? answerTo(path.group(1), form, correlation)
                        : refused(EntraRefusal.onlyPost(exchange.getRequestMethod()), correlation);
            });
            if (clientRequestId != null) {
                answer = answer.with("client-request-id", clientRequestId);
            }
            answer.with("x-ms-request-id", UUID.randomUUID().toString())
                    .with("x-ms-ests-server", "2.1.22225.7 - PRACTICE ProdSlices")
                    .with("Cache-Control", "no-store, no-cache")
                    .send(exchange);
        }
    }

    /** What is answered whatever was asked. */
    private Optional<Answer> upset() {
        if (failures.is(Failure.ENTRA_EMPTY_503)) {
            return Optional.of(Answer.empty(503));
        }
        if (failures.is(Failure.ENTRA_HTML)) {
            return Optional.of(Answer.html(
                    200,
                    "<!DOCTYPE html><html><title>Sign in to the network</title><body><h1>Welcome, guest</h1></body>"));
        }
        if (failures.is(Failure.ENTRA_HTML_502)) {
            return Optional.of(Answer.html(
                    502, "<html><head><title>502 Bad Gateway</title></head><body><h1>502</h1></body></html>"));
        }
        return Optional.empty();
    }

    private Answer answerTo(String tenant, TokenForm form, String correlation) {
        if (failures.is(Failure.ENTRA_THROTTLED)) {
            return refused(EntraRefusal.throttled(), correlation).with("Retry-After", RETRY_AFTER_SECONDS);
        }
        if (failures.is(Failure.ENTRA_SERVER_ERROR)) {
            return refused(EntraRefusal.transientFault(), correlation);
        }
        return rules.refusal(tenant, form)
                .map(refusal -> refused(refusal, correlation))
                .orElseGet(() -> granted(EntraRules.resource(form)));
    }

    private Answer granted(String resource) {
        var life = Duration.of(failures.is(Failure.SHORT_TOKENS) ? 5 : 60, ChronoUnit.MINUTES);
        long lastSecond = life.toSeconds() - 1;
        var body = Json.createObjectBuilder()
                .add("token_type", "Bearer")
                .add("expires_in", lastSecond)
                .add("ext_expires_in", lastSecond)
                .add("access_token", mint.issue(resource, consented(resource), life));
        return Answer.json(200, body.build());
    }

    private List<String> consented(String resource) {
        var roles = new ArrayList<String>();
        if (failures.is(Failure.NO_CONSENT) || failures.is(Failure.RBAC_FOR_APPLICATIONS)) {
            return roles;
        }
        boolean graph = resource.equals(TokenMint.GRAPH);
        if (graph && !failures.is(Failure.ONLY_SMTP_SEND_AS_APP)) {
            roles.add("Mail.Send");
        }
        if (graph && failures.is(Failure.APPLICATION_READ_ALL)) {
            roles.add("Application.Read.All");
        }
        if (!graph && !failures.is(Failure.ONLY_MAIL_SEND)) {
            roles.add("SMTP.SendAsApp");
        }
        return roles;
    }

    private Answer refused(EntraRefusal refusal, String correlation) {
        String trace = UUID.randomUUID().toString();
        String time = TIMESTAMP.format(requests.now());
        String between = failures.is(Failure.ONE_LINE_TRACE) ? " " : "\r\n";
        String description = String.join(
                between,
                "AADSTS" + refusal.code() + ": " + refusal.text(),
                "Trace ID: " + trace,
                "Correlation ID: " + correlation,
                "Timestamp: " + time);
        var body = Json.createObjectBuilder()
                .add("error", refusal.error())
                .add("error_description", description)
                .add("error_codes", Json.createArrayBuilder().add(refusal.code()))
                .add("timestamp", time)
                .add("trace_id", trace)
                .add("correlation_id", correlation)
                .add("error_uri", "https://login.microsoftonline.com/error?code=" + refusal.code());
        return Answer.json(refusal.status(), body.build());
    }
}
