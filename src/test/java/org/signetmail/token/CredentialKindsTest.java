package org.signetmail.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.ClientId;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Cloud;
import org.signetmail.account.Credential;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.FederatedAssertion;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.Symptom;
import org.signetmail.account.TenantId;
import org.signetmail.account.Trust;
import org.signetmail.net.CloudHttpClient;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;
import org.signetmail.practice.PracticeTenant;
import org.signetmail.practice.SignedCertificate;

/** Certificates and federated assertions instead of a secret, against the practice tenant. */
class CredentialKindsTest {
    @TempDir
    Path folder;

    private final AdjustableClock clock = new AdjustableClock();
    private PracticeTenant tenant;
    private ApplicationRegistration application;
    private TokenSource tokens;

    @BeforeEach
    void start() throws Exception {
        tenant = PracticeTenant.start(PracticeTenant.Ports.FREE, folder, clock);
        var cloud = Cloud.custom(
                tenant.authority(),
                tenant.graph(),
                new SmtpServer(tenant.smtpHost(), tenant.smtpPort()),
                Trust.only(tenant.caFile()));
        application =
                new ApplicationRegistration(cloud, new TenantId(Contoso.TENANT_ID), new ClientId(Contoso.CLIENT_ID));
        tokens = new EntraTokenSource(CloudHttpClient.unpooled(OutboundProxy.NONE, clock), clock);
    }

    @AfterEach
    void stop() {
        tenant.close();
    }

    private AccessToken token(Credential credential) throws TokenException {
        return tokens.tokenFor(new ClientCredentials(application, credential), DeliveryRoute.GRAPH);
    }

    private Symptom refusal(Credential credential) {
        return catchThrowableOfType(TokenException.class, () -> token(credential))
                .symptom();
    }

    private static CertificateCredential credential(SignedCertificate certificate) throws Exception {
        return CertificateCredential.of(certificate.certificate(), certificate.key());
    }

    private SignedCertificate uploaded(Duration life) throws Exception {
        Instant now = clock.instant();
        var certificate = SignedCertificate.of(now.minusSeconds(60), now.plus(life));
        tenant.keys().uploadCertificate(certificate.der());
        return certificate;
    }

    @Nested
    class ACertificate {
        @Test
        void isTakenInsteadOfASecret() throws Exception {
            assertThat(token(credential(uploaded(Duration.ofDays(90)))).value()).isNotEmpty();
            assertThat(tenant.requests().tokens()).hasSize(1);
        }

        /** RFC 7523, section 3, and Microsoft's certificate credentials; read by a verifier that is not ours. */
        @Test
        void signsAnAssertionForTheTokenEndpointForFiveMinutes() throws Exception {
            var certificate = uploaded(Duration.ofDays(90));

            String assertion =
                    new ClientAssertion(application, credential(certificate), clock).signed(SignedJwt.Algorithm.PS256);

            var jwt = SignedJWT.parse(assertion);
            var claims = jwt.getJWTClaimsSet();
            assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.PS256);
            assertThat(jwt.getHeader().getX509CertSHA256Thumbprint())
                    .isEqualTo(Base64URL.encode(
                            MessageDigest.getInstance("SHA-256").digest(certificate.der())));
            assertThat(jwt.verify(new RSASSAVerifier(
                            (RSAPublicKey) certificate.certificate().getPublicKey())))
                    .isTrue();
            assertThat(claims.getIssuer()).isEqualTo(Contoso.CLIENT_ID).isEqualTo(claims.getSubject());
            assertThat(claims.getAudience())
                    .containsExactly(tenant.authority() + "/" + Contoso.TENANT_ID + "/oauth2/v2.0/token");
            assertThat(claims.getExpirationTime().toInstant())
                    .isEqualTo(claims.getNotBeforeTime().toInstant().plus(Duration.ofMinutes(5)));
            assertThat(claims.getJWTID()).isNotEmpty();
        }

        @Test
        void isRefusedOncePastItsEnd() throws Exception {
            var certificate = credential(uploaded(Duration.ofHours(1)));
            clock.advance(Duration.ofMinutes(61));

            assertThat(refusal(certificate).code()).isEqualTo("AADSTS700027");
        }

        @Test
        void isRefusedWithoutAnUpload() throws Exception {
            Instant now = clock.instant();
            var unknown = SignedCertificate.of(now.minusSeconds(60), now.plus(Duration.ofDays(1)));

            assertThat(refusal(credential(unknown)).code()).isEqualTo("AADSTS700027");
        }

        @Test
        void signsOnceMoreByRs256WhereOnlyThatIsTaken() throws Exception {
            var certificate = credential(uploaded(Duration.ofDays(90)));
            tenant.failures().on(Failure.PS256_REFUSED);

            assertThat(token(certificate).value()).isNotEmpty();
            assertThat(tenant.requests().tokens()).hasSize(2);
        }

        @Test
        void neverSendsItsKey() throws Exception {
            var certificate = credential(uploaded(Duration.ofDays(90)));

            token(certificate);

            assertThat(tenant.requests().carried(certificate.privateKey())).isFalse();
            assertThat(tenant.requests().carried(certificate.privateKey().substring(640, 700)))
                    .isFalse();
            assertThat(certificate.toString())
                    .doesNotContain(certificate.privateKey().substring(640, 680));
        }
    }

    @Nested
    class AFederatedAssertion {
        private Path file() {
            return folder.resolve("federated-token");
        }

        @Test
        void isReadFromItsFileAtEachUse() throws Exception {
            var credential = new FederatedAssertion(file());
            Files.writeString(file(), tenant.federated().token(Duration.ofMinutes(10)) + "\n");
            token(credential);
            clock.advance(Duration.ofHours(1));
            assertThat(refusal(credential).code()).isEqualTo("AADSTS700024");

            Files.writeString(file(), tenant.federated().token(Duration.ofMinutes(10)));

            assertThat(token(credential).value()).isNotEmpty();
        }

        @Test
        void withoutAFileMakesNoRequest() throws Exception {
            assertThat(refusal(new FederatedAssertion(file())).code()).isEqualTo(Symptom.ASSERTION_FILE);

            Files.writeString(file(), " ");
            assertThat(refusal(new FederatedAssertion(file())).words()).contains("is empty", file().toString());
            assertThat(tenant.requests().all()).isEmpty();
        }
    }

    @Test
    void theCacheTellsKindsApart() throws Exception {
        var cache = TokenFixture.tokens(OutboundProxy.NONE, clock);
        var certificate = credential(uploaded(Duration.ofDays(90)));
        var secret = new ClientSecret(Contoso.CLIENT_SECRET);

        for (Credential one : List.of(secret, certificate, secret, certificate)) {
            cache.tokenFor(new ClientCredentials(application, one), DeliveryRoute.GRAPH);
        }

        assertThat(tenant.requests().tokens()).hasSize(4);
    }
}
