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
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Makes app-only access tokens as Entra does and tells good ones from bad. */
final class TokenMint {
    static final String GRAPH = "https://graph.microsoft.com";
    static final String EXCHANGE = "https://outlook.office365.com";
    static final Set<String> EXCHANGE_AUDIENCES =
            Set.of(EXCHANGE, "https://outlook.office.com", "https://outlook.office365.us");

    /** Entra back-dates a token, so that a client whose clock is behind can use it at once. */
    private static final Duration BACK_DATED = Duration.ofMinutes(5);

    private final RSAKey key;
    private final Clock clock;

    TokenMint(Clock clock) {
        this.clock = clock;
        try {
            key = new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is wrong with a token; NONE if nothing is. */
    enum Flaw {
        NONE,
        MALFORMED,
        NOT_OURS,
        EXPIRED,
        WRONG_AUDIENCE
    }

    record Judgement(Flaw flaw, List<String> roles) {
        boolean grants(String role) {
            return flaw == Flaw.NONE && roles.contains(role);
        }
    }

    /** The compact form of a version 1.0 token, as also the v2.0 endpoint issues it for Graph and Exchange. */
    String issue(String resource, List<String> roles, Duration life) {
        Instant now = clock.instant();
        var claims = new JWTClaimsSet.Builder()
                .audience(resource)
                .issuer("https://sts.windows.net/" + Contoso.TENANT_ID + "/")
                .issueTime(Date.from(now.minus(BACK_DATED)))
                .notBeforeTime(Date.from(now.minus(BACK_DATED)))
                .expirationTime(Date.from(now.plus(life)))
                .subject(Contoso.SERVICE_PRINCIPAL_ID)
                .claim("aio", "k2BgYJh3uu5o+5PpZ6Nmn5lT9mLbagA=")
                .claim("app_displayname", Contoso.APPLICATION_NAME)
                .claim("appid", Contoso.CLIENT_ID)
                .claim("appidacr", "1")
                .claim("idp", "https://sts.windows.net/" + Contoso.TENANT_ID + "/")
                .claim("idtyp", "app")
                .claim("oid", Contoso.SERVICE_PRINCIPAL_ID)
                .claim("rh", "1.AXkA8ePWuJIKd06MFJXS96YxCwMAAAAAAAAAwAAAAAAAAAC1AAB5AA.")
                .claim("tenant_region_scope", "EU")
                .claim("tid", Contoso.TENANT_ID)
                .claim("uti", UUID.randomUUID().toString().substring(0, 22))
                .claim("ver", "1.0")
                .claim("wids", List.of("0997a1d0-0d1d-4acb-b408-d5ca73121e90"))
                .claim("xms_tcdt", 1577836800);
        if (!roles.isEmpty()) {
            claims.claim("roles", roles);
        }
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
        var token = new SignedJWT(header, claims.build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    Judgement judge(String token, Set<String> audiences) {
        try {
            var jwt = SignedJWT.parse(token);
            if (!jwt.verify(new RSASSAVerifier(key.toRSAPublicKey()))) {
                return new Judgement(Flaw.NOT_OURS, List.of());
            }
            var claims = jwt.getJWTClaimsSet();
            if (!clock.instant().isBefore(claims.getExpirationTime().toInstant())) {
                return new Judgement(Flaw.EXPIRED, List.of());
            }
            if (claims.getAudience().stream().noneMatch(audiences::contains)) {
                return new Judgement(Flaw.WRONG_AUDIENCE, List.of());
            }
            var roles = claims.getStringListClaim("roles");
            return new Judgement(Flaw.NONE, roles == null ? List.of() : roles);
        } catch (ParseException | JOSEException malformed) {
            return new Judgement(Flaw.MALFORMED, List.of());
        }
    }
}
