package org.signetmail.token;

import com.microsoft.aad.msal4j.HttpMethod;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Peer;
import org.signetmail.account.Trust;
import org.signetmail.net.CloudHttpClient;
import org.signetmail.net.HttpCall;
import org.signetmail.net.HttpReply;
import org.signetmail.net.LenientJson;
import org.signetmail.net.NoReply;

/**
 * One call that msal4j makes, over our line. Keeps what was seen on it: msal4j hides the status of an answer that is not
 * JSON, the error codes, and what a network failure was.
 */
final class MsalHttpClient implements IHttpClient {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final String OWN_ID = "client-request-id";
    private static final String NO_TOKEN = "{\"error\":\"no_token\",\"error_description\":\"See the symptom.\"}";

    private final CloudHttpClient line;
    private final Trust trust;
    private @Nullable HttpReply answer;
    private @Nullable NoReply failure;

    MsalHttpClient(CloudHttpClient line, Trust trust) {
        this.line = line;
        this.trust = trust;
    }

    Optional<HttpReply> answer() {
        return Optional.ofNullable(answer);
    }

    Optional<NoReply> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public IHttpResponse send(HttpRequest asked) throws NoReply, URISyntaxException {
        URI uri = asked.url().toURI();
        HttpCall call = asked.httpMethod() == HttpMethod.GET
                ? HttpCall.get(uri, asked.headers())
                : HttpCall.post(uri, asked.headers(), asked.body().getBytes(StandardCharsets.UTF_8));
        try {
            answer = line.call(Peer.ENTRA, trust, call, DEADLINE);
        } catch (NoReply none) {
            failure = none;
            throw none;
        }
        Optional<String> token = tokenIn(answer);
        var response =
                new HttpResponse().statusCode(token.isPresent() ? 200 : 400).body(token.orElse(NO_TOKEN));
        // msal4j warns when its own id does not come back.
        response.addHeaders(Map.of(OWN_ID, List.of(asked.headers().getOrDefault(OWN_ID, ""))));
        return response;
    }

    /**
     * What msal4j is told: it logs whatever it can't use, in full, and the peer may have repeated the secret. So it hears of
     * a token, or that there is none, and nothing else.
     */
    private static Optional<String> tokenIn(HttpReply answer) {
        JsonObject json = LenientJson.object(answer.body());
        String token = LenientJson.text(json, "access_token");
        long seconds = LenientJson.number(json, "expires_in");
        return answer.status() != 200 || token.isEmpty() || seconds < 1
                ? Optional.empty()
                : Optional.of(Json.createObjectBuilder()
                        .add("token_type", "Bearer")
                        .add("expires_in", seconds)
                        .add("access_token", token)
                        .build()
                        .toString());
    }
}
