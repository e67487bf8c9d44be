package org.signetmail.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.OutboundProxy;
import org.signetmail.directory.RegisteredCredentials.Secret;
import org.signetmail.net.CloudHttpClient;
import org.signetmail.token.TokenException;
import org.signetmail.token.TokenSource;

/** Looks up in Microsoft Graph when a client secret ends. Needs {@code Application.Read.All}. */
@ApplicationScoped
public class SecretLookUp {
    @Inject
    TokenSource tokens;

    @Inject
    OutboundProxy proxy;

    @Inject
    Clock clock;

    /**
     * The secrets of the registration that can be the wanted one. Graph tells no more of their Values than the first
     * three characters.
     *
     * @param matches more than one if their first three characters are equal
     * @param others secrets that begin with other characters, or were made after the wanted one was typed
     * @param withoutHint secrets of which Graph tells no characters
     */
    public record Found(List<Secret> matches, int others, int withoutHint) {
        public Found {
            matches = List.copyOf(matches);
        }

        /** Whether the match is the application's only secret. */
        public boolean isOnlySecret() {
            return matches.size() == 1 && others == 0 && withoutHint == 0;
        }

        static Found of(RegisteredCredentials registered, ClientSecret wanted, LocalDate typedOn) {
            List<Secret> matches = registered.candidates(wanted, typedOn);
            int withoutHint = (int) registered.secrets().stream()
                    .filter(secret -> secret.hint().isEmpty())
                    .count();
            return new Found(matches, registered.secrets().size() - matches.size() - withoutHint, withoutHint);
        }
    }

    /**
     * Reads the registration with a new token, whose permissions are those of this moment.
     *
     * @param wanted the secret to look for, which is also the one that the token is requested with
     * @param typedOn the day of UTC on which it was typed
     * @throws DirectoryException if Graph refuses, or there is no reply
     * @throws TokenException if there is no token
     */
    public Found find(ClientCredentials credentials, ClientSecret wanted, LocalDate typedOn)
            throws DirectoryException, TokenException {
        var directory = new ApplicationDirectory(CloudHttpClient.unpooled(proxy, clock), tokens.uncached(), clock);
        return Found.of(directory.read(credentials), wanted, typedOn);
    }
}
