package org.signetmail.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.OutboundProxy;
import org.signetmail.token.LoopbackHost.Answer;
import org.signetmail.token.TokenStatistics.Result;

class TokenStatisticsTest extends EntraFixture {
    private final TokenStatistics statistics = new TokenStatistics();

    @BeforeEach
    void wireAsInTheApplication() {
        tokens = TokenWiring.cache(OutboundProxy.NONE, clock, Runnable::run, statistics, reply -> {});
    }

    @Test
    void requestsAreCountedByTheirResult() throws TokenException {
        tokens.tokenFor(credentials, DeliveryRoute.GRAPH);
        tokens.tokenFor(credentials, DeliveryRoute.GRAPH);
        tokens.freshTokenFor(credentials, DeliveryRoute.GRAPH);
        clock.advance(Duration.ofHours(2));
        answer = refusal(401, "invalid_client", 7000222, "Expired.");
        refused();
        answer = Answer.json(500, "{}");
        unavailable();
        unavailable();

        assertThat(statistics.requests(Result.OBTAINED))
                .as("one came from the cache")
                .isEqualTo(2);
        assertThat(statistics.requests(Result.REFUSED)).isEqualTo(1);
        assertThat(statistics.requests(Result.UNAVAILABLE)).isEqualTo(2);
    }

    @Test
    void aTokenHasAnAgeWhileItIsValid() throws TokenException {
        assertThat(statistics.age(DeliveryRoute.GRAPH, clock.instant())).isEmpty();
        tokens.tokenFor(credentials, DeliveryRoute.GRAPH);
        clock.advance(Duration.ofSeconds(3598));

        assertThat(statistics.age(DeliveryRoute.GRAPH, clock.instant())).contains(Duration.ofSeconds(3598));
        assertThat(statistics.age(DeliveryRoute.SMTP, clock.instant())).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(statistics.age(DeliveryRoute.GRAPH, clock.instant())).isEmpty();
    }

    @Test
    void testsOnThePageDoNotCount() throws TokenException {
        tokens.uncached().freshTokenFor(credentials, DeliveryRoute.GRAPH);

        assertThat(statistics.requests(Result.OBTAINED)).isZero();
        assertThat(statistics.age(DeliveryRoute.GRAPH, clock.instant())).isEmpty();
    }

    @Test
    void aBackOffCountsOnceAndForAnHourAtMost() {
        answer = new Answer(429, Map.of("Retry-After", "30"), "");
        unavailable();
        unavailable();
        assertThat(statistics.throttled()).isEqualTo(Duration.ofSeconds(30));

        clock.advance(Duration.ofSeconds(30));
        answer = new Answer(503, Map.of("Retry-After", "999999"), "");
        unavailable();
        assertThat(statistics.throttled()).isEqualTo(Duration.ofSeconds(30).plusHours(1));
    }
}
