package org.signetmail.directory;

import jakarta.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.ObjectId;
import org.signetmail.token.SignedJwt;

/**
 * The proof that an application has the key of one of its valid certificates, which it needs to add or remove one.
 *
 * @see <a href="https://learn.microsoft.com/graph/application-rollkey-prooftoken">Proof-of-possession tokens</a>
 */
record ProofOfPossession(ObjectId application, CertificateCredential certificate) {
    /** The audience that Microsoft prescribes: Azure Active Directory Graph. */
    private static final String AUDIENCE = "00000002-0000-0000-c000-000000000000";

    private static final Duration LIFE = Duration.ofMinutes(10);

    /** Signed by RS256, as in Microsoft's sample: whether Graph takes PS256 is not documented. */
    String signed(Instant now) {
        var header = Json.createObjectBuilder()
                .add("alg", SignedJwt.Algorithm.RS256.name())
                .add("typ", "JWT")
                .add("kid", certificate.thumbprint())
                .add("x5t", certificate.thumbprintSha1())
                .build();
        var claims = Json.createObjectBuilder()
                .add("aud", AUDIENCE)
                .add("iss", application.value())
                .add("jti", UUID.randomUUID().toString())
                .add("nbf", now.getEpochSecond())
                .add("exp", now.plus(LIFE).getEpochSecond())
                .build();
        return SignedJwt.sign(header, claims, certificate, SignedJwt.Algorithm.RS256);
    }
}
