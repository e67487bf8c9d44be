package org.signetmail.directory;

import org.signetmail.account.CertificateCredential;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.credential.RolloverStore.Stored;
import org.signetmail.token.TokenException;
import org.signetmail.token.TokenRefused;
import org.signetmail.token.TokenSource;

/** Whether a certificate gives a token. Entra itself is asked: a cached token would prove nothing. */
record CertificateTrial(TokenSource tokens) {
    enum Result {
        WORKS,
        REFUSED,
        NO_REPLY
    }

    Result of(CertificateCredential certificate, Stored stored) {
        try {
            tokens.freshTokenFor(new ClientCredentials(stored.application(), certificate), DeliveryRoute.GRAPH);
            return Result.WORKS;
        } catch (TokenRefused refused) {
            return Result.REFUSED;
        } catch (TokenException none) {
            return Result.NO_REPLY;
        }
    }
}
