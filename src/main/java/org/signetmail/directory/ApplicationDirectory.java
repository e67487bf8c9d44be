package org.signetmail.directory;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.ObjectId;
import org.signetmail.account.Peer;
import org.signetmail.graph.GraphError;
import org.signetmail.net.CloudHttpClient;
import org.signetmail.net.HttpCall;
import org.signetmail.net.HttpReply;
import org.signetmail.net.LenientJson;
import org.signetmail.net.NoReply;
import org.signetmail.token.AccessToken;
import org.signetmail.token.TokenException;
import org.signetmail.token.TokenSource;

/**
 * The application registration in Microsoft Graph. Any token of the application for Graph serves for its own keys; reading
 * it needs {@code Application.Read.All}.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/application-addkey">addKey</a>
 * @see <a href="https://learn.microsoft.com/graph/api/application-removekey">removeKey</a>
 * @see <a href="https://learn.microsoft.com/graph/api/application-get">Get application</a>
 */
public final class ApplicationDirectory {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    private final CloudHttpClient httpClient;
    private final TokenSource tokens;
    private final Clock clock;

    public ApplicationDirectory(CloudHttpClient httpClient, TokenSource tokens, Clock clock) {
        this.httpClient = httpClient;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Reads the registration's secrets and certificates.
     *
     * @throws DirectoryException if Graph refuses, or there is no reply
     * @throws TokenException if there is no token
     */
    public RegisteredCredentials read(ClientCredentials credentials) throws DirectoryException, TokenException {
        String select = "?$select=id,appId,passwordCredentials,keyCredentials";
        return RegisteredCredentials.of(call(credentials, "GET", select, JsonObject.EMPTY_JSON_OBJECT, OK));
    }

    /**
     * Adds a certificate to the registration.
     *
     * @param credentials with a certificate that is still valid, whose key proves possession
     * @return its Certificate ID ({@code keyId})
     * @throws DirectoryException if Graph refuses; unknown whether it was added if there is no reply
     */
    public String addKey(ClientCredentials credentials, ObjectId application, CertificateCredential added)
            throws DirectoryException, TokenException {
        JsonObjectBuilder key = Json.createObjectBuilder()
                .add("type", "AsymmetricX509Cert")
                .add("usage", "Verify")
                .add("key", added.certificate());
        JsonObject body = Json.createObjectBuilder()
                .add("keyCredential", key)
                .addNull("passwordCredential")
                .add("proof", proof(credentials, application))
                .build();
        return LenientJson.text(call(credentials, "POST", "/addKey", body, OK), "keyId");
    }

    /**
     * Removes a certificate from the registration.
     *
     * @param keyId its Certificate ID
     */
    public void removeKey(ClientCredentials credentials, ObjectId application, String keyId)
            throws DirectoryException, TokenException {
        JsonObject body = Json.createObjectBuilder()
                .add("keyId", keyId)
                .add("proof", proof(credentials, application))
                .build();
        call(credentials, "POST", "/removeKey", body, NO_CONTENT);
    }

    private String proof(ClientCredentials credentials, ObjectId application) {
        if (credentials.credential() instanceof CertificateCredential certificate) {
            return new ProofOfPossession(application, certificate).signed(clock.instant());
        }
        throw new IllegalArgumentException("Only a certificate proves possession of a key.");
    }

    private JsonObject call(ClientCredentials credentials, String method, String path, JsonObject body, int expected)
            throws DirectoryException, TokenException {
        AccessToken token = tokens.tokenFor(credentials, DeliveryRoute.GRAPH);
        String requestId = UUID.randomUUID().toString();
        var registration = credentials.application();
        URI uri = URI.create(
                registration.cloud().graph() + "/applications(appId='" + registration.client() + "')" + path);
        Map<String, String> headers = Map.of(
                "Authorization",
                "Bearer " + token.value(),
                "Content-Type",
                "application/json",
                "client-request-id",
                requestId);
        HttpCall call = method.equals("GET")
                ? HttpCall.get(uri, headers)
                : HttpCall.post(uri, headers, body.toString().getBytes(StandardCharsets.UTF_8));
        try {
            HttpReply reply = httpClient.call(Peer.GRAPH, registration.cloud().trust(), call, DEADLINE);
            if (reply.status() != expected) {
                throw new DirectoryException(
                        new GraphError(reply, requestId, token.value(), clock.instant()).symptom());
            }
            return LenientJson.object(reply.body());
        } catch (NoReply none) {
            throw new DirectoryException(none.symptom());
        }
    }
}
