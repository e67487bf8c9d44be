package org.signetmail.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Client assertions at the token endpoint: fact sheet, sections 1.2 and 1.5. */
class PracticeAssertionTest extends WithPracticeTenant {
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static Instant now() {
        return Instant.now();
    }

    private static SignedCertificate certificate;

    @BeforeAll
    static void upload() throws Exception {
        certificate = SignedCertificate.of(now().minus(Duration.ofDays(1)), now().plus(Duration.ofDays(90)));
        tenant.keys().uploadCertificate(certificate.der());
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(Contoso.CLIENT_ID)
                .subject(Contoso.CLIENT_ID)
                .audience(practiceClient.tokenEndpoint(Contoso.TENANT_ID).toString())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now()))
                .notBeforeTime(Date.from(now().minusSeconds(1)))
                .expirationTime(Date.from(now().plus(Duration.ofMinutes(5))));
    }

    private static HttpResponse<String> ask(String assertion) throws IOException {
        return ask(TYPE, assertion);
    }

    private static HttpResponse<String> ask(String type, String assertion) throws IOException {
        Map<String, String> form = PracticeClient.goodForm(PracticeClient.GRAPH_SCOPE);
        form.remove("client_secret");
        form.put("client_assertion_type", type);
        form.put("client_assertion", assertion);
        return practiceClient.askToken(Contoso.TENANT_ID, form);
    }

    private static void assertRefused(HttpResponse<String> response, int code, String words) {
        JsonObject body = PracticeClient.json(response);
        assertThat(body.getJsonArray("error_codes").getInt(0)).isEqualTo(code);
        assertThat(body.getString("error_description"))
                .startsWith("AADSTS" + code + ": ")
                .contains(words);
    }

    @Nested
    class OfACertificate {
        @ParameterizedTest
        @ValueSource(strings = {"PS256", "RS256", "PS384", "RS512"})
        void isTakenByItsThumbprint(String algorithm) throws Exception {
            var response = ask(certificate.sign(JWSAlgorithm.parse(algorithm), claims().build()));

            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            assertThat(PracticeClient.json(response).getString("access_token")).isNotEmpty();
        }

        @Test
        void isRefusedByPs256WhereTheTenantTakesOnlyRs() throws Exception {
            tenant.failures().on(Failure.PS256_REFUSED);

            assertRefused(ask(certificate.sign(JWSAlgorithm.PS256, claims().build())), 5002738, "'RS256,RS384,RS512'");
            assertThat(ask(certificate.sign(JWSAlgorithm.RS256, claims().build()))
                            .statusCode())
                    .isEqualTo(200);
        }

        @Test
        void isRefusedWithAnUnknownKey() throws Exception {
            var other = SignedCertificate.of(now().minus(Duration.ofDays(1)), now().plus(Duration.ofDays(9)));

            assertRefused(ask(other.sign(JWSAlgorithm.PS256, claims().build())), 700027, "The key was not found.");
        }

        @Test
        void isRefusedWithAnotherKeyUnderAKnownThumbprint() throws Exception {
            var other = new SignedCertificate(
                    certificate.certificate(),
                    SignedCertificate.of(now(), now().plus(Duration.ofDays(9))).key());

            assertRefused(ask(other.sign(JWSAlgorithm.PS256, claims().build())), 700027, "signature value");
        }

        @Test
        void isRefusedOncePastItsEnd() throws Exception {
            var past = SignedCertificate.of(now().minus(Duration.ofDays(9)), now().minus(Duration.ofSeconds(1)));
            tenant.keys().uploadCertificate(past.der());

            assertRefused(ask(past.sign(JWSAlgorithm.PS256, claims().build())), 700027, "The key used is expired.");
        }

        @Test
        void isRefusedOutOfTime() throws Exception {
            var late = claims().expirationTime(Date.from(now().minusSeconds(1))).build();
            var early =
                    claims().notBeforeTime(Date.from(now().plusSeconds(600))).build();

            assertRefused(ask(certificate.sign(JWSAlgorithm.PS256, late)), 700024, "valid time range");
            assertRefused(ask(certificate.sign(JWSAlgorithm.PS256, early)), 700024, "valid time range");
        }

        @Test
        void isRefusedForAnotherAudienceOrApplication() throws Exception {
            var elsewhere = claims().audience("https://login.microsoftonline.com/x/oauth2/v2.0/token")
                    .build();
            var another = claims().issuer(Contoso.OBJECT_ID).build();

            assertRefused(ask(certificate.sign(JWSAlgorithm.PS256, elsewhere)), 700023, "audience");
            assertRefused(ask(certificate.sign(JWSAlgorithm.PS256, another)), 700021, "application identifier");
        }

        @Test
        void isRefusedWithoutThumbprintTypeOrForm() throws Exception {
            var bare = certificate.sign(new JWSHeader.Builder(JWSAlgorithm.RS256).build(), claims().build());

            assertRefused(ask(bare), 5002723, "thumbprint");
            assertRefused(ask("not.a.jwt"), 50027, "malformed");
            assertRefused(
                    ask("", certificate.sign(JWSAlgorithm.RS256, claims().build())), 900144, "client_assertion_type");
        }
    }

    @Nested
    class OfAPlatform {
        @Test
        void isTakenForTheSubjectAndAudienceOfTheFederatedCredential() throws Exception {
            var response = ask(tenant.federated().token(Duration.ofMinutes(10)));

            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        }

        @Test
        void isRefusedForAnotherSubjectOrOnceExpired() throws Exception {
            var other = tenant.federated().token("system:other", FederatedIssuer.AUDIENCE, Duration.ofMinutes(1));

            assertRefused(ask(other), 700213, "No matching federated identity record found");
            assertRefused(ask(tenant.federated().token(Duration.ofSeconds(-1))), 700024, "valid time range");
        }
    }
}
