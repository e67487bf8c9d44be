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
 * Makes one HTTP request for msal4j by {@link CloudHttpClient}, and keeps the reply or failure: msal4j hides the error
 * codes, the status of a reply that is not JSON, and the cause of a network failure.
 */
final class MsalHttpClient implements IHttpClient {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final String REQUEST_ID = "client-request-id";
    private static final String NO_TOKEN = "{\"error\":\"no_token\",\"error_description\":\"See the symptom.\"}";

    private final CloudHttpClient httpClient;
    private final Trust trust;
    private @Nullable HttpReply reply;
    private @Nullable NoReply failure;

    MsalHttpClient(CloudHttpClient httpClient, Trust trust) {
        this.httpClient = httpClient;
        this.trust = trust;
    }

    Optional<HttpReply> reply() {
        return Optional.ofNullable(reply);
    }

    Optional<NoReply> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public IHttpResponse send(HttpRequest request) throws NoReply, URISyntaxException {
        URI uri = request.url().toURI();
        HttpCall call = request.httpMethod() == HttpMethod.GET
                ? HttpCall.get(uri, request.headers())
                : HttpCall.post(uri, request.headers(), request.body().getBytes(StandardCharsets.UTF_8));
        try {
            reply = httpClient.call(Peer.ENTRA, trust, call, DEADLINE);
        } catch (NoReply none) {
            failure = none;
            throw none;
        }
        Optional<String> token = tokenIn(reply);
        var response =
                new HttpResponse().statusCode(token.isPresent() ? 200 : 400).body(token.orElse(NO_TOKEN));
        // msal4j logs a warning if its own ID is not returned.
        response.addHeaders(Map.of(REQUEST_ID, List.of(request.headers().getOrDefault(REQUEST_ID, ""))));
        return response;
    }

    /**
     * The body to pass to msal4j. It logs any reply that it can't parse in full, and the server may have echoed the
     * secret; so it gets only the token, or none.
     */
    private static Optional<String> tokenIn(HttpReply reply) {
        JsonObject json = LenientJson.object(reply.body());
        String token = LenientJson.text(json, "access_token");
        long seconds = LenientJson.number(json, "expires_in");
        return reply.status() != 200 || token.isEmpty() || seconds < 1
                ? Optional.empty()
                : Optional.of(Json.createObjectBuilder()
                        .add("token_type", "Bearer")
                        .add("expires_in", seconds)
                        .add("access_token", token)
                        .build()
                        .toString());
    }
}
