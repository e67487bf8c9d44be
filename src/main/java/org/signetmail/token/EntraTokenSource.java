package org.signetmail.token;

import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IClientCredential;
import java.net.MalformedURLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.net.CloudHttpClient;

/**
 * Requests every token from Entra.
 *
 * <p>Each request uses a new msal4j application: msal4j's cache ignores the secret, so a wrong new secret would seem to
 * work. Instance discovery is off: Signet's hosts are from a list, and for unknown hosts msal4j would send a request to
 * Microsoft.
 */
final class EntraTokenSource implements TokenSource {
    private static final ExecutorService CALLERS_THREAD = new DirectExecutor();

    private final CloudHttpClient httpClient;
    private final Clock clock;

    EntraTokenSource(CloudHttpClient httpClient, Clock clock) {
        this.httpClient = httpClient;
        this.clock = clock;
    }

    @Override
    public AccessToken tokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
        ClientAuthentication first = ClientAuthentication.of(credentials, clock);
        try {
            return request(credentials, first, route);
        } catch (TokenRefused refused) {
            Optional<ClientAuthentication> other = first.after(refused.symptom());
            if (other.isEmpty()) {
                throw refused;
            }
            return request(credentials, other.get(), route);
        }
    }

    private AccessToken request(ClientCredentials credentials, ClientAuthentication sent, DeliveryRoute route)
            throws TokenException {
        var call =
                new MsalHttpClient(httpClient, credentials.application().cloud().trust());
        Instant requestedAt = clock.instant();
        Optional<String> token = Optional.empty();
        try {
            IAuthenticationResult result = application(credentials.application(), sent.credential(), call)
                    .acquireToken(parameters(credentials, route))
                    .join();
            token = Optional.ofNullable(result.accessToken());
        } catch (CompletionException failed) {
            if (call.reply().isEmpty() && call.failure().isEmpty()) {
                throw failed;
            }
        }
        if (call.failure().isPresent()) {
            throw new TokenUnavailable(call.failure().get().symptom());
        }
        return new TokenReply(call.reply().orElseThrow(), sent.text(), requestedAt, clock.instant()).token(token);
    }

    @Override
    public AccessToken freshTokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
        return tokenFor(credentials, route);
    }

    private static ConfidentialClientApplication application(
            ApplicationRegistration registration, IClientCredential credential, MsalHttpClient call) {
        String authority =
                registration.cloud().authority() + "/" + registration.tenant().value() + "/";
        try {
            return ConfidentialClientApplication.builder(registration.client().value(), credential)
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
