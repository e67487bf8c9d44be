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

/** A year of mails and outages of Entra, in a moment. */
class YearOfTokensTest {
    private static final ClientCredentials CREDENTIALS = SampleCredentials.in(Cloud.MICROSOFT.get(0));
    private static final Duration YEAR = Duration.ofDays(365);

    private final MovedClock clock = new MovedClock();
    private final NumberedTokenSource entra = new NumberedTokenSource(clock);
    private final Queue<Runnable> beside = new ArrayDeque<>();
    private final TokenSource tokens = new TokenCache(entra, entra, beside::add, clock);
    private final Random random = new Random(20261124);

    /** No mail asks Entra while there is a token that is good, be Entra there or not. */
    @Test
    void noMailWaitsForATokenWhileOneIsGood() {
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
            boolean hadOne = clock.instant().isBefore(goodUntil);
            int askedBefore = entra.asked.get();
            try {
                AccessToken token = tokens.tokenFor(CREDENTIALS, DeliveryRoute.SMTP);
                assertThat(token.expiresAt()).isAfter(clock.instant());
                goodUntil = token.expiresAt();
                served++;
            } catch (TokenException none) {
                assertThat(hadOne).isFalse();
                withoutToken++;
            }
            if (hadOne) {
                assertThat(entra.asked).hasValue(askedBefore);
            }
            if (!beside.isEmpty()) {
                beside.remove().run();
                goodUntil = goodUntil.isAfter(entra.lastEnd()) ? goodUntil : entra.lastEnd();
            }
            assertThat(beside).isEmpty();
        }
        assertThat(served).isGreaterThan(80_000);
        assertThat(withoutToken).as("in outages longer than a token").isBetween(1, served / 20);
    }
}
