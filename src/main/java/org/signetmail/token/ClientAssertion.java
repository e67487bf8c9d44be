package org.signetmail.token;

import jakarta.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.CertificateCredential;
import org.signetmail.token.SignedJwt.Algorithm;

/**
 * The client assertion by which an application authenticates with a certificate.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/certificate-credentials">Certificate credentials</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7523#section-3">RFC 7523, section 3</a>
 */
record ClientAssertion(ApplicationRegistration application, CertificateCredential certificate, Clock clock) {
    private static final Duration LIFE = Duration.ofMinutes(5);

    /** A new assertion: each has an identifier of its own. */
    String signed(Algorithm algorithm) {
        Instant now = clock.instant();
        var header = Json.createObjectBuilder()
                .add("alg", algorithm.name())
                .add("typ", "JWT")
                .add("x5t#S256", certificate.thumbprintSha256())
                .build();
        var claims = Json.createObjectBuilder()
                .add("aud", application.cloud().authority() + "/" + application.tenant() + "/oauth2/v2.0/token")
                .add("iss", application.client().value())
                .add("sub", application.client().value())
                .add("jti", UUID.randomUUID().toString())
                .add("iat", now.getEpochSecond())
                .add("nbf", now.getEpochSecond())
                .add("exp", now.plus(LIFE).getEpochSecond())
                .build();
        return SignedJwt.sign(header, claims, certificate, algorithm);
    }
}
