package org.signetmail.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.ClientId;
import org.signetmail.account.Cloud;
import org.signetmail.account.TenantId;
import org.signetmail.credential.SelfSignedCertificates;
import org.signetmail.practice.Contoso;
import org.signetmail.token.SignedJwt.Algorithm;

/**
 * A certificate that Signet made signs assertions that an independent verifier takes by RFC 7523, section 3: nimbus, which knows
 * the certificate's public key by its SHA-256 thumbprint only.
 */
class MadeCertificateTest {
    private static final ClientId CLIENT = new ClientId(Contoso.CLIENT_ID);
    private static final String AUDIENCE =
            "https://login.microsoftonline.com/" + Contoso.TENANT_ID + "/oauth2/v2.0/token";
    private static final AdjustableClock CLOCK = new AdjustableClock();

    private static CertificateCredential made;
    private static CertificateCredential other;

    @BeforeAll
    static void makeTwo() {
        made = SelfSignedCertificates.make(CLIENT, SelfSignedCertificates.USUAL, CLOCK);
        other = SelfSignedCertificates.make(CLIENT, SelfSignedCertificates.USUAL, CLOCK);
    }

    private static String assertion(CertificateCredential certificate, Algorithm algorithm) {
        var application = new ApplicationRegistration(Cloud.MICROSOFT.get(0), new TenantId(Contoso.TENANT_ID), CLIENT);
        return new ClientAssertion(application, certificate, CLOCK).signed(algorithm);
    }

    /** Throws what is wrong with the assertion at that time. */
    private static JWTClaimsSet verified(String assertion, String audience, Instant time) throws Exception {
        RSAKey key = RSAKey.parse(made.x509()); // With x5t#S256.
        var verifier = new DefaultJWTProcessor<SecurityContext>();
        verifier.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT));
        verifier.setJWSKeySelector(
                new JWSVerificationKeySelector<>(JWSAlgorithm.PS256, new ImmutableJWKSet<>(new JWKSet(key))));
        var claims =
                new DefaultJWTClaimsVerifier<SecurityContext>(
                        audience,
                        new JWTClaimsSet.Builder()
                                .issuer(CLIENT.value())
                                .subject(CLIENT.value())
                                .build(),
                        Set.of("exp", "nbf", "iat", "jti")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(time);
                    }
                };
        claims.setMaxClockSkew(0);
        verifier.setJWTClaimsSetVerifier(claims);
        return verifier.process(assertion, null);
    }

    @Test
    void nimbusTakesTheAssertionFromItsFirstSecondToItsLast() throws Exception {
        String assertion = assertion(made, Algorithm.PS256);
        JWSHeader header = SignedJWT.parse(assertion).getHeader();

        assertThat(header.getAlgorithm()).isEqualTo(JWSAlgorithm.PS256);
        assertThat(header.getX509CertSHA256Thumbprint())
                .isEqualTo(RSAKey.parse(made.x509()).getX509CertSHA256Thumbprint());
        // RFC 7519 allows the second of nbf itself, nimbus only what is after.
        assertThatCode(() -> verified(assertion, AUDIENCE, CLOCK.instant().plusMillis(1)))
                .doesNotThrowAnyException();
        assertThat(verified(assertion, AUDIENCE, CLOCK.instant().plusSeconds(299))
                        .getAudience())
                .containsExactly(AUDIENCE);
    }

    @Test
    void nimbusRefusesAnotherAudience() {
        String assertion = assertion(made, Algorithm.PS256);

        for (String audience : Set.of(AUDIENCE + "/", AUDIENCE.replace(".com", ".us"))) {
            assertThatExceptionOfType(BadJOSEException.class)
                    .isThrownBy(() -> verified(assertion, audience, CLOCK.instant()))
                    .withMessageContaining("aud claim rejected");
        }
    }

    @Test
    void nimbusRefusesItBeforeAndAfterItsTime() {
        String assertion = assertion(made, Algorithm.PS256);
        Instant now = CLOCK.instant();

        assertThatExceptionOfType(BadJOSEException.class)
                .isThrownBy(() -> verified(assertion, AUDIENCE, now.minusSeconds(1)))
                .withMessageContaining("before use");
        assertThatExceptionOfType(BadJOSEException.class)
                .isThrownBy(() -> verified(assertion, AUDIENCE, now.plus(Duration.ofMinutes(5))))
                .withMessageContaining("Expired");
    }

    @Test
    void nimbusRefusesAnotherKeyAnotherAlgorithmAndAlteredClaims() {
        Instant now = CLOCK.instant();
        String assertion = assertion(made, Algorithm.PS256);
        List<String> parts = List.of(assertion.split("\\.", -1));
        List<String> others = List.of(assertion(made, Algorithm.PS256).split("\\.", -1));

        for (String wrong : Set.of(
                assertion(other, Algorithm.PS256),
                assertion(made, Algorithm.RS256),
                parts.get(0) + "." + others.get(1) + "." + parts.get(2))) {
            assertThatExceptionOfType(BadJOSEException.class).isThrownBy(() -> verified(wrong, AUDIENCE, now));
        }
    }
}
