package org.signetmail.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.Cloud;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;

/** Simulates a year of messages and outages of Entra. */
class YearOfTokensTest {
    private static final ClientCredentials CREDENTIALS = SampleCredentials.in(Cloud.MICROSOFT.get(0));
    private static final Duration YEAR = Duration.ofDays(365);

    private final AdjustableClock clock = new AdjustableClock();
    private final NumberedTokenSource entra = new NumberedTokenSource(clock);
    private final Queue<Runnable> renewals = new ArrayDeque<>();
    private final TokenSource tokens = new TokenCache(entra, entra, renewals::add, clock);
    private final Random random = new Random(20261124);

    /** No message waits for Entra while there is a valid token, whether Entra is available or not. */
    @Test
    void noMessageWaitsForATokenWhileOneIsValid() {
        Instant end = clock.instant().plus(YEAR);
        Instant outageEnds = clock.instant();
        Instant goodUntil = clock.instant();
        int served = 0;
        int withoutToken = 0;
        while (clock.instant().isBefore(end)) {
            clock.advance(Duration.ofMillis(random.nextInt(600_000)));
            if (random.nextInt(300) == 0) {
                outageEnds = clock.instant().plusSeconds(random.nextInt(7_200));
            }
            boolean down = clock.instant().isBefore(outageEnds);
            entra.failure = down
                    ? Optional.of(new TokenUnavailable(
                            Symptom.unanswered(Peer.ENTRA, Symptom.NET_TIME_OUT, "late", clock.instant())))
                    : Optional.empty();
            boolean hadToken = clock.instant().isBefore(goodUntil);
            int requestsBefore = entra.requests.get();
            try {
                AccessToken token = tokens.tokenFor(CREDENTIALS, DeliveryRoute.SMTP);
                assertThat(token.expiresAt()).isAfter(clock.instant());
                goodUntil = token.expiresAt();
                served++;
            } catch (TokenException none) {
                assertThat(hadToken).isFalse();
                withoutToken++;
            }
            if (hadToken) {
                assertThat(entra.requests).hasValue(requestsBefore);
            }
            if (!renewals.isEmpty()) {
                renewals.remove().run();
                goodUntil = goodUntil.isAfter(entra.lastExpiry()) ? goodUntil : entra.lastExpiry();
            }
            assertThat(renewals).isEmpty();
        }
        assertThat(served).isGreaterThan(80_000);
        assertThat(withoutToken).as("in outages longer than a token").isBetween(1, served / 20);
    }
}
