package org.signetmail.practice;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code /applications} of Microsoft Graph for the application itself: reading it, and rolling its certificates.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/application-addkey">addKey</a>
 * @see <a href="https://learn.microsoft.com/graph/application-rollkey-prooftoken">Proof of possession</a>
 */
final class ApplicationsEndpoint {
    private static final Pattern PATH =
            Pattern.compile("/v1\\.0/applications(?:\\(appId='([^']*)'\\)|/([^/]+))(?:/(addKey|removeKey))?");
    private static final String PROOF_AUDIENCE = "00000002-0000-0000-c000-000000000000";
    private static final Duration LONGEST_PROOF = Duration.ofMinutes(10);

    private final Failures failures;
    private final ApplicationKeys keys;
    private final Clock clock;

    ApplicationsEndpoint(Failures failures, ApplicationKeys keys, Clock clock) {
        this.failures = failures;
        this.keys = keys;
        this.clock = clock;
    }

    /** The answer to a request whose token was admitted; empty if it is for another resource. */
    Optional<Answer> answer(HttpExchange exchange, byte[] body, TokenMint.Judgement token) throws GraphRefusal {
        Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
        if (!path.matches()) {
            return Optional.empty();
        }
        String id = path.group(1) == null ? path.group(2) : path.group(1);
        boolean ours = id.equalsIgnoreCase(path.group(1) == null ? Contoso.OBJECT_ID : Contoso.CLIENT_ID);
        if (!ours) {
            throw GraphRefusal.noSuchApplication(id);
        }
        String wanted = exchange.getRequestMethod() + " " + (path.group(3) == null ? "" : path.group(3));
        return switch (wanted) {
            case "GET " -> Optional.of(read(token));
            case "POST addKey" -> Optional.of(addKey(json(body)));
            case "POST removeKey" -> Optional.of(removeKey(json(body)));
            default -> Optional.empty();
        };
    }

    private Answer read(TokenMint.Judgement token) throws GraphRefusal {
        if (!token.grants("Application.Read.All")) {
            throw GraphRefusal.privileges();
        }
        JsonArrayBuilder secrets = Json.createArrayBuilder();
        for (ApplicationKeys.Secret secret : keys.secrets()) {
            secrets.add(Json.createObjectBuilder()
                    .addNull("customKeyIdentifier")
                    .add("displayName", secret.displayName())
                    .add("endDateTime", secret.end().toString())
                    .add("hint", secret.hint())
                    .add("keyId", secret.keyId())
                    .addNull("secretText")
                    .add("startDateTime", secret.start().toString()));
        }
        JsonArrayBuilder certificates = Json.createArrayBuilder();
        keys.certificates().forEach(certificate -> certificates.add(keyCredential(certificate)));
        return Answer.json(
                200,
                Json.createObjectBuilder()
                        .add("@odata.context", "https://graph.microsoft.com/v1.0/$metadata#applications/$entity")
                        .add("id", Contoso.OBJECT_ID)
                        .add("appId", Contoso.CLIENT_ID)
                        .add("displayName", Contoso.APPLICATION_NAME)
                        .add("passwordCredentials", secrets)
                        .add("keyCredentials", certificates)
                        .build());
    }

    private Answer addKey(JsonObject request) throws GraphRefusal {
        requireProof(request);
        JsonValue given = request.get("keyCredential");
        if (given == null || given.getValueType() != JsonValue.ValueType.OBJECT) {
            throw GraphRefusal.badRequest("keyCredential is missing.");
        }
        JsonObject credential = given.asJsonObject();
        if (!credential.getString("type", "").equals("AsymmetricX509Cert")
                || !credential.getString("usage", "").equals("Verify")) {
            throw GraphRefusal.badRequest("Key credential type or usage is not valid.");
        }
        if (failures.is(Failure.ADD_KEY_POLICY)) {
            throw GraphRefusal.certificatePolicy();
        }
        try {
            var certificate = ApplicationKeys.parsed(Base64.getDecoder().decode(credential.getString("key", "")));
            var added = keys.add(
                    credential.getString(
                            "displayName", certificate.getSubjectX500Principal().getName()),
                    certificate,
                    !failures.is(Failure.CERTIFICATES_LATE));
            if (failures.is(Failure.ADD_KEY_SILENT)) {
                failures.awaitOff(Failure.ADD_KEY_SILENT);
            }
            return Answer.json(200, keyCredential(added).build());
        } catch (CertificateException | IllegalArgumentException unreadable) {
            throw GraphRefusal.badRequest("New key credential must have its raw public key.");
        }
    }

    private Answer removeKey(JsonObject request) throws GraphRefusal {
        requireProof(request);
        String keyId = request.getString("keyId", "");
        if (!keys.removeCertificate(keyId)) {
            throw GraphRefusal.badRequest("No credentials found to be removed.");
        }
        return Answer.empty(204);
    }

    /** Signed within ten minutes with a certificate of the application that is still valid; without padding. */
    private void requireProof(JsonObject request) throws GraphRefusal {
        String proof = request.getString("proof", "");
        try {
            var jwt = SignedJWT.parse(proof);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            var key = keys.named(new AssertionHeader(jwt.getHeader()))
                    .filter(one -> clock.instant().isBefore(one.end()))
                    .map(one -> (RSAPublicKey) one.certificate().getPublicKey());
            boolean right = !proof.contains("=")
                    && jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256)
                    && claims.getAudience().contains(PROOF_AUDIENCE)
                    && Contoso.OBJECT_ID.equals(claims.getIssuer())
                    && isShort(claims)
                    && AssertionRules.inTime(claims, clock.instant())
                    && key.isPresent()
                    && jwt.verify(new RSASSAVerifier(key.get()));
            if (!right) {
                throw GraphRefusal.proof();
            }
        } catch (ParseException | JOSEException | ClassCastException malformed) {
            throw GraphRefusal.proof();
        }
    }

    private static boolean isShort(JWTClaimsSet claims) {
        if (claims.getNotBeforeTime() == null || claims.getExpirationTime() == null) {
            return false;
        }
        Instant from = claims.getNotBeforeTime().toInstant();
        return !claims.getExpirationTime().toInstant().isAfter(from.plus(LONGEST_PROOF));
    }

    private static JsonObjectBuilder keyCredential(ApplicationKeys.Certificate certificate) {
        return Json.createObjectBuilder()
                .add("customKeyIdentifier", ApplicationKeys.base64(certificate.sha1()))
                .add("displayName", certificate.displayName())
                .add("endDateTime", certificate.end().toString())
                .add("keyId", certificate.keyId())
                .add(
                        "startDateTime",
                        certificate.certificate().getNotBefore().toInstant().toString())
                .add("type", "AsymmetricX509Cert")
                .add("usage", "Verify")
                .addNull("key");
    }

    private static JsonObject json(byte[] body) throws GraphRefusal {
        try (var reader = Json.createReader(new ByteArrayInputStream(body))) {
            return reader.readObject();
        } catch (JsonException | IllegalStateException unreadable) {
            throw GraphRefusal.unreadable("The request body is not JSON.");
        }
    }
}
