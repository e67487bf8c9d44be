package org.signetmail.practice;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/**
 * The platform whose tokens the application's federated identity credential trusts, as a cluster that writes them to a
 * file.
 *
 * @see <a href="https://learn.microsoft.com/entra/workload-id/workload-identity-federation">Workload identity federation</a>
 */
public final class FederatedIssuer {
    public static final String ISSUER = "https://oidc.practice.example/cluster";
    public static final String SUBJECT = "system:serviceaccount:mail:signet";
    public static final String AUDIENCE = "api://AzureADTokenExchange";

    private final RSAKey key;
    private final Clock clock;

    FederatedIssuer(Clock clock) {
        this.clock = clock;
        try {
            key = new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token as the platform writes it. */
    public String token(Duration life) {
        return token(SUBJECT, AUDIENCE, life);
    }

    /** A token for another subject or audience than the credential names. */
    public String token(String subject, String audience, Duration life) {
        Instant now = clock.instant();
        var claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(subject)
                .audience(audience)
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)))
                .jwtID(UUID.randomUUID().toString())
                .build();
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    /** Whether a token says that it is of this issuer. */
    boolean issued(JWTClaimsSet claims) {
        return ISSUER.equals(claims.getIssuer());
    }

    Optional<EntraRefusal> refusal(SignedJWT token, Instant now) throws ParseException, JOSEException {
        JWTClaimsSet claims = token.getJWTClaimsSet();
        if (!SUBJECT.equals(claims.getSubject()) || !claims.getAudience().contains(AUDIENCE)) {
            return Optional.of(EntraRefusal.federatedUnknown(claims));
        }
        if (!AssertionRules.inTime(claims, now)) {
            return Optional.of(EntraRefusal.assertionTime(now, claims));
        }
        return token.verify(new RSASSAVerifier(key.toRSAPublicKey()))
                ? Optional.empty()
                : Optional.of(EntraRefusal.assertionKey("The key was not found."));
    }
}
