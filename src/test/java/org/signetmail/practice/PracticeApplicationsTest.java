package org.signetmail.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The application's own keys by Graph: fact sheet, sections 5 and 10.11. */
class PracticeApplicationsTest extends WithPracticeTenant {
    private static final String AUDIENCE = "00000002-0000-0000-c000-000000000000";

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private final SignedCertificate first =
            SignedCertificate.of(now().minus(Duration.ofDays(1)), now().plus(Duration.ofDays(90)));
    private final SignedCertificate second = SignedCertificate.of(now(), now().plus(Duration.ofDays(365)));

    @BeforeEach
    void uploadTheFirst() throws Exception {
        tenant.keys().certificates().forEach(one -> tenant.keys().removeCertificate(one.keyId()));
        tenant.keys().uploadCertificate(first.der());
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .audience(AUDIENCE)
                .issuer(Contoso.OBJECT_ID)
                .notBeforeTime(Date.from(now().minusSeconds(1)))
                .expirationTime(Date.from(now().plusSeconds(599)));
    }

    private String proof() {
        return first.sign(JWSAlgorithm.RS256, claims().build());
    }

    private static HttpResponse<String> call(String method, String path, JsonObject body) throws IOException {
        String token = practiceClient.token(PracticeClient.GRAPH_SCOPE);
        return practiceClient.send(HttpRequest.newBuilder(
                        URI.create(tenant.graph() + "/applications(appId='" + Contoso.CLIENT_ID + "')" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }

    private HttpResponse<String> addKey(String proof) throws IOException {
        var key = Json.createObjectBuilder()
                .add("type", "AsymmetricX509Cert")
                .add("usage", "Verify")
                .add("key", second.base64());
        return call(
                "POST",
                "/addKey",
                Json.createObjectBuilder()
                        .add("keyCredential", key)
                        .addNull("passwordCredential")
                        .add("proof", proof)
                        .build());
    }

    private static String code(HttpResponse<String> response) {
        return PracticeClient.json(response).getJsonObject("error").getString("code");
    }

    @Test
    void aKeyIsAddedAndRemovedWithoutAnyPermission() throws Exception {
        tenant.failures().on(Failure.NO_CONSENT);

        var added = addKey(proof());

        assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
        String keyId = PracticeClient.json(added).getString("keyId");
        assertThat(tenant.keys().certificates()).hasSize(2);
        var removed = call(
                "POST",
                "/removeKey",
                Json.createObjectBuilder()
                        .add("keyId", keyId)
                        .add("proof", proof())
                        .build());
        assertThat(removed.statusCode()).isEqualTo(204);
        assertThat(tenant.keys().certificates()).hasSize(1);
    }

    static Stream<JWTClaimsSet> wrongClaims() {
        return Stream.of(
                claims().issuer(Contoso.CLIENT_ID).build(),
                claims().issuer(Contoso.SERVICE_PRINCIPAL_ID).build(),
                claims().audience("https://graph.microsoft.com").build(),
                claims().expirationTime(Date.from(now().plusSeconds(700))).build(),
                claims().expirationTime(Date.from(now().minusSeconds(1))).build(),
                claims().notBeforeTime(null).build());
    }

    @ParameterizedTest
    @MethodSource("wrongClaims")
    void aWrongProofIsRefused(JWTClaimsSet wrong) throws Exception {
        var refused = addKey(first.sign(JWSAlgorithm.RS256, wrong));

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(code(refused)).isEqualTo("Authentication_MissingOrMalformed");
        assertThat(tenant.keys().certificates()).hasSize(1);
    }

    @Test
    void aProofOfAnotherKeyOfAnExpiredOneOrWithPaddingIsRefused() throws Exception {
        var past = SignedCertificate.of(now().minus(Duration.ofDays(9)), now().minus(Duration.ofDays(1)));
        tenant.keys().uploadCertificate(past.der());
        String[] parts = proof().split("\\.", -1);
        String padded =
                Base64.getUrlEncoder().encodeToString(Base64.getUrlDecoder().decode(parts[1]));
        List<String> wrong = List.of(
                second.sign(JWSAlgorithm.RS256, claims().build()),
                past.sign(JWSAlgorithm.RS256, claims().build()),
                first.sign(JWSAlgorithm.PS256, claims().build()),
                parts[0] + "." + padded + (padded.endsWith("=") ? "" : "=") + "." + parts[2],
                "");

        for (String proof : wrong) {
            assertThat(code(addKey(proof))).isEqualTo("Authentication_MissingOrMalformed");
        }
        assertThat(tenant.keys().certificates()).hasSize(2);
    }

    @Test
    void aPolicyOfTheTenantRefusesTheCertificate() throws Exception {
        tenant.failures().on(Failure.ADD_KEY_POLICY);

        assertThat(code(addKey(proof()))).isEqualTo("CredentialInvalidLifetimeAsPerAppPolicy");
    }

    @Test
    void anAddedKeyMayTakeSomeTimeToReachTheTokenEndpoint() throws Exception {
        tenant.failures().on(Failure.CERTIFICATES_LATE);
        addKey(proof());

        assertThat(tenant.keys().certificates())
                .extracting(ApplicationKeys.Certificate::known)
                .containsExactly(true, false);
        tenant.failures().off(Failure.CERTIFICATES_LATE);
        assertThat(tenant.keys().certificates()).allMatch(ApplicationKeys.Certificate::known);
    }

    @Test
    void theApplicationIsReadOnlyWithThePermission() throws Exception {
        JsonObject nothing = JsonObject.EMPTY_JSON_OBJECT;
        var refused = call("GET", "?$select=id,appId,passwordCredentials,keyCredentials", nothing);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(code(refused)).isEqualTo("Authorization_RequestDenied");

        tenant.failures().on(Failure.APPLICATION_READ_ALL);
        JsonObject read =
                PracticeClient.json(call("GET", "?$select=id,appId,passwordCredentials,keyCredentials", nothing));

        assertThat(read.getString("id")).isEqualTo(Contoso.OBJECT_ID);
        assertThat(read.getJsonArray("passwordCredentials"))
                .extracting(secret -> secret.asJsonObject().getString("hint"))
                .contains(Contoso.CLIENT_SECRET.substring(0, 3));
        assertThat(read.toString()).doesNotContain(Contoso.CLIENT_SECRET);
        assertThat(read.getJsonArray("keyCredentials")).hasSize(1);
    }
}
