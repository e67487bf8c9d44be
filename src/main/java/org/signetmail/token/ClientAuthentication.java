package org.signetmail.token;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.IClientCredential;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.FederatedAssertion;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.text.Messages;
import org.signetmail.token.SignedJwt.Algorithm;

/**
 * What one token request sends to authenticate the application.
 *
 * @param text the secret or the assertion
 * @param otherwise what to send instead if Entra does not take the signature algorithm; null for nothing
 */
record ClientAuthentication(
        String text, IClientCredential credential, @Nullable ClientAssertion otherwise) {
    /** Entra's code for a signature algorithm that it does not take. */
    private static final String UNSUPPORTED_ALGORITHM = "AADSTS5002738";

    /** Bytes of the longest token that is read from a file. */
    private static final int LONGEST = 64 * 1024;

    /** @throws TokenUnavailable if the file of a federated assertion can't be read */
    static ClientAuthentication of(ClientCredentials credentials, Clock clock) throws TokenUnavailable {
        if (credentials.credential() instanceof ClientSecret secret) {
            return new ClientAuthentication(
                    secret.value(), ClientCredentialFactory.createFromSecret(secret.value()), null);
        }
        if (credentials.credential() instanceof CertificateCredential certificate) {
            var assertion = new ClientAssertion(credentials.application(), certificate, clock);
            return assertion(assertion.signed(Algorithm.PS256), assertion);
        }
        return assertion(read((FederatedAssertion) credentials.credential(), clock), null);
    }

    /** What to send once more after a refusal; empty if nothing else can help. */
    Optional<ClientAuthentication> after(Symptom refusal) {
        return otherwise == null || !refusal.code().equals(UNSUPPORTED_ALGORITHM)
                ? Optional.empty()
                : Optional.of(assertion(otherwise.signed(Algorithm.RS256), null));
    }

    private static ClientAuthentication assertion(String text, @Nullable ClientAssertion otherwise) {
        return new ClientAuthentication(text, ClientCredentialFactory.createFromClientAssertion(text), otherwise);
    }

    private static String read(FederatedAssertion assertion, Clock clock) throws TokenUnavailable {
        try (InputStream file = Files.newInputStream(assertion.file())) {
            String token = new String(file.readNBytes(LONGEST), StandardCharsets.UTF_8).strip();
            if (!token.isEmpty()) {
                return token;
            }
            throw unreadable(Messages.text("token.assertion.empty", assertion.file()), clock);
        } catch (IOException refused) {
            throw unreadable(Messages.text("token.assertion.unreadable", assertion.file()), clock);
        }
    }

    private static TokenUnavailable unreadable(String why, Clock clock) {
        return new TokenUnavailable(Symptom.unanswered(Peer.SIGNET, Symptom.ASSERTION_FILE, why, clock.instant()));
    }

    @Override
    public String toString() {
        return "ClientAuthentication[…]";
    }
}
