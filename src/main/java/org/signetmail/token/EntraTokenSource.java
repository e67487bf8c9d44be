package org.signetmail.token;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import java.net.MalformedURLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.net.CloudHttpClient;

/**
 * Asks Entra, every time.
 *
 * <p>A new msal4j application for every request: its cache knows nothing of the secret, and a wrong new one would seem to
 * work. Instance discovery is off: our hosts come from a list, and for a host that msal4j does not know it would ask
 * Microsoft's.
 */
final class EntraTokenSource implements TokenSource {
    private static final ExecutorService CALLERS_THREAD = new DirectExecutorService();

    private final CloudHttpClient line;
    private final Clock clock;

    EntraTokenSource(CloudHttpClient line, Clock clock) {
        this.line = line;
        this.clock = clock;
    }

    @Override
    public AccessToken tokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
        var call = new MsalHttpClient(line, credentials.application().cloud().trust());
        Instant askedAt = clock.instant();
        Optional<String> token = Optional.empty();
        try {
            IAuthenticationResult given = application(credentials, call)
                    .acquireToken(parameters(credentials, route))
                    .join();
            token = Optional.ofNullable(given.accessToken());
        } catch (CompletionException notGiven) {
            if (call.answer().isEmpty() && call.failure().isEmpty()) {
                throw notGiven;
            }
        }
        if (call.failure().isPresent()) {
            throw new TokenUnavailable(call.failure().get().symptom());
        }
        return new TokenReply(call.answer().orElseThrow(), credentials.secret(), askedAt, clock.instant()).token(token);
    }

    @Override
    public AccessToken freshTokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
        return tokenFor(credentials, route);
    }

    private static ConfidentialClientApplication application(ClientCredentials credentials, MsalHttpClient call) {
        var registration = credentials.application();
        String authority =
                registration.cloud().authority() + "/" + registration.tenant().value() + "/";
        try {
            return ConfidentialClientApplication.builder(
                            registration.client().value(),
                            ClientCredentialFactory.createFromSecret(
                                    credentials.secret().value()))
                    .authority(authority)
                    .instanceDiscovery(false)
                    .disableInternalRetries()
                    .httpClient(call)
                    .executorService(CALLERS_THREAD)
                    .build();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(authority, impossible);
        }
    }

    private static ClientCredentialParameters parameters(ClientCredentials credentials, DeliveryRoute route) {
        String scope = credentials.application().cloud().scope(route);
        return ClientCredentialParameters.builder(Set.of(scope)).skipCache(true).build();
    }
}
