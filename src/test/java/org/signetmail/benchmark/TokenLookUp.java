package org.signetmail.benchmark;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.ClientId;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Cloud;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.TenantId;
import org.signetmail.token.AccessToken;
import org.signetmail.token.TokenException;
import org.signetmail.token.TokenFixture;
import org.signetmail.token.TokenSource;

/** What it costs to ask for a token that is remembered, with the credentials that hold until something else is saved. */
final class TokenLookUp {
    private static final int TIMES = 20_000_000;
    private static final int ROUNDS = 5;

    private final TokenSource tokens;
    private final ClientCredentials credentials = credentials();
    private long seen;

    private TokenLookUp() {
        Instant now = Clock.systemUTC().instant();
        var token = new AccessToken(Target.TOKEN, now, now.plus(Duration.ofHours(1)));
        tokens = TokenFixture.remembering(new OneToken(token), Clock.systemUTC());
    }

    /** Of one look-up. */
    record Cost(double nanos, double bytes) {}

    static Cost measured() throws TokenException {
        return new TokenLookUp().cost();
    }

    private Cost cost() throws TokenException {
        round();
        var nanos = new double[ROUNDS];
        var bytes = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            ResourceUsage resourceUsage = ResourceUsage.untilNow();
            long began = System.nanoTime();
            round();
            nanos[round] = (double) (System.nanoTime() - began) / TIMES;
            bytes[round] = (double) resourceUsage.bytesSince() / TIMES;
        }
        Arrays.sort(nanos);
        Arrays.sort(bytes);
        return new Cost(nanos[ROUNDS / 2], bytes[ROUNDS / 2]);
    }

    private void round() throws TokenException {
        for (int time = 0; time < TIMES; time++) {
            seen += tokens.tokenFor(credentials, DeliveryRoute.SMTP).value().length();
        }
        if (seen == 0) {
            throw new IllegalStateException("Nothing was looked up");
        }
    }

    private static ClientCredentials credentials() {
        var application = new ApplicationRegistration(
                Cloud.MICROSOFT.get(0),
                new TenantId("5f3c8e4a-0000-4000-8000-000000000001"),
                new ClientId("5f3c8e4a-0000-4000-8000-000000000002"));
        return new ClientCredentials(application, new ClientSecret("benchmark~secret~of~about~forty~letters~"));
    }

    private record OneToken(AccessToken token) implements TokenSource {
        @Override
        public AccessToken tokenFor(ClientCredentials credentials, DeliveryRoute route) {
            return token;
        }

        @Override
        public AccessToken freshTokenFor(ClientCredentials credentials, DeliveryRoute route) {
            return token;
        }
    }
}
