package org.signetmail.practice;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Whether Entra takes a client assertion: one signed with a certificate of the application, or one of the issuer that
 * its federated identity credential names.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/certificate-credentials">Certificate credentials</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7523#section-3">RFC 7523, section 3</a>
 */
final class AssertionRules {
    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static final Set<JWSAlgorithm> RS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512);
    private static final Set<JWSAlgorithm> PS = Set.of(JWSAlgorithm.PS256, JWSAlgorithm.PS384, JWSAlgorithm.PS512);

    private final Failures failures;
    private final ApplicationKeys keys;
    private final FederatedIssuer federated;
    private final Clock clock;
    private final Function<String, Set<String>> audiences;

    /** @param audiences the audiences of a tenant's token endpoint */
    AssertionRules(
            Failures failures,
            ApplicationKeys keys,
            FederatedIssuer federated,
            Clock clock,
            Function<String, Set<String>> audiences) {
        this.failures = failures;
        this.keys = keys;
        this.federated = federated;
        this.clock = clock;
        this.audiences = audiences;
    }

    Optional<EntraRefusal> refusal(String tenant, TokenForm form) {
        if (!form.assertionType().equals(TYPE)) {
            return Optional.of(EntraRefusal.parameterMissing("client_assertion_type"));
        }
        try {
            var assertion = SignedJWT.parse(form.assertion());
            JWTClaimsSet claims = assertion.getJWTClaimsSet();
            return federated.issued(claims)
                    ? federated.refusal(assertion, clock.instant())
                    : refusal(tenant, form.clientId(), assertion, claims);
        } catch (ParseException malformed) {
            return Optional.of(EntraRefusal.assertionMalformed());
        } catch (JOSEException unverifiable) {
            return Optional.of(EntraRefusal.assertionKey("The key was not found."));
        }
    }

    private Optional<EntraRefusal> refusal(String tenant, String clientId, SignedJWT assertion, JWTClaimsSet claims)
            throws JOSEException {
        JWSAlgorithm algorithm = assertion.getHeader().getAlgorithm();
        if (JWSAlgorithm.Family.EC.contains(algorithm)) {
            return Optional.of(EntraRefusal.assertionEc());
        }
        boolean taken = RS.contains(algorithm) || (PS.contains(algorithm) && !failures.is(Failure.PS256_REFUSED));
        if (!taken) {
            return Optional.of(EntraRefusal.assertionAlgorithm(algorithm.getName()));
        }
        var header = new AssertionHeader(assertion.getHeader());
        if (!header.namesOne()) {
            return Optional.of(EntraRefusal.assertionWithoutThumbprint());
        }
        return claimsRefusal(tenant, clientId, claims).or(() -> keyRefusal(header, assertion));
    }

    private Optional<EntraRefusal> claimsRefusal(String tenant, String clientId, JWTClaimsSet claims) {
        if (claims.getIssuer() == null) {
            return Optional.of(EntraRefusal.assertionFieldMissing("iss"));
        }
        if (claims.getAudience().isEmpty()) {
            return Optional.of(EntraRefusal.assertionFieldMissing("aud"));
        }
        if (!clientId.equalsIgnoreCase(claims.getIssuer()) || !clientId.equalsIgnoreCase(claims.getSubject())) {
            return Optional.of(EntraRefusal.assertionOfAnother());
        }
        if (claims.getAudience().stream().noneMatch(audiences.apply(tenant)::contains)) {
            return Optional.of(EntraRefusal.assertionAudience());
        }
        return inTime(claims, clock.instant())
                ? Optional.empty()
                : Optional.of(EntraRefusal.assertionTime(clock.instant(), claims));
    }

    /** Without tolerance, so that a test sees a wrong clock. */
    static boolean inTime(JWTClaimsSet claims, Instant now) {
        return claims.getExpirationTime() != null
                && now.isBefore(claims.getExpirationTime().toInstant())
                && (claims.getNotBeforeTime() == null
                        || !now.isBefore(claims.getNotBeforeTime().toInstant()));
    }

    private Optional<EntraRefusal> keyRefusal(AssertionHeader header, SignedJWT assertion) {
        Optional<ApplicationKeys.Certificate> named = keys.named(header).filter(ApplicationKeys.Certificate::known);
        if (named.isEmpty() || failures.is(Failure.CERTIFICATE_UNKNOWN)) {
            return Optional.of(EntraRefusal.assertionKey("The key was not found."));
        }
        if (failures.is(Failure.CERTIFICATE_EXPIRED)
                || clock.instant().isAfter(named.get().end())) {
            return Optional.of(EntraRefusal.assertionKeyExpired(named.get()));
        }
        try {
            var key = (RSAPublicKey) named.get().certificate().getPublicKey();
            return assertion.verify(new RSASSAVerifier(key))
                    ? Optional.empty()
                    : Optional.of(EntraRefusal.assertionKey(
                            "The provided signature value did not match the expected signature value."));
        } catch (JOSEException | ClassCastException otherKey) {
            return Optional.of(EntraRefusal.assertionKey("The key was not found."));
        }
    }
}
