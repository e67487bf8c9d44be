package org.signetmail.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressAttemptsTest {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private static AddressAttempts to(Duration time, String... addresses) throws UnknownHostException {
        return AddressAttempts.at(SeveralAddresses.are(addresses), "host.example", 443, 5_000, Deadline.in(time));
    }

    private static List<String> order(AddressAttempts attempts) {
        var order = new ArrayList<String>();
        attempts.forEachRemaining(
                attempt -> order.add(attempt.address().getAddress().getHostAddress()));
        return order;
    }

    @Test
    void theFamiliesTakeTurnsAndTheResolversFirstStaysFirst() throws Exception {
        assertThat(order(to(TEN_SECONDS, "127.0.0.1", "127.0.0.2", "127.0.0.3", "::1", "::2")))
                .containsExactly("127.0.0.1", "0:0:0:0:0:0:0:1", "127.0.0.2", "0:0:0:0:0:0:0:2", "127.0.0.3");
        assertThat(order(to(TEN_SECONDS, "::1", "::2", "127.0.0.1")))
                .containsExactly("0:0:0:0:0:0:0:1", "127.0.0.1", "0:0:0:0:0:0:0:2");
    }

    @Test
    void oneAddressHasAllOfTheTime() throws Exception {
        var only = to(TEN_SECONDS, "127.0.0.1").next();

        assertThat(only.connectMillis()).isEqualTo(5_000);
        assertThat(only.opening().millisLeft(0)).isBetween(9_000, 10_000);
    }

    @Test
    void eachOfSeveralHasItsShare() throws Exception {
        var first = to(TEN_SECONDS, "127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4")
                .next();

        assertThat(first.connectMillis()).isBetween(2_000, 2_500);
        assertThat(first.opening().millisLeft(0)).isBetween(4_000, 5_000);
    }

    /** Else a slow network could reach no host that has many. */
    @Test
    void noShareIsShorterThanASecond() throws Exception {
        var first = to(TEN_SECONDS, SeveralAddresses.range("127.0.1.", 100)).next();

        assertThat(first.connectMillis()).isEqualTo(1_000);
    }

    @Test
    void afterTheDeadlineNoOtherIsTried() throws Exception {
        var attempts = to(Duration.ZERO, "127.0.0.1", "127.0.0.2");

        assertThat(attempts.hasNext())
                .as("somebody has to say that it was too late")
                .isTrue();
        attempts.next();
        assertThat(attempts.hasNext()).isFalse();
    }

    @Test
    void theNameStaysWithTheAddressSoThatItIsNeverLookedUpBackwards() throws Exception {
        assertThat(to(TEN_SECONDS, "127.0.0.1").next().address().getAddress().getHostName())
                .isEqualTo("host.example");
    }

    @Test
    void fewOthersAreNamedAndManyAreCounted() throws Exception {
        var attempts = to(TEN_SECONDS, SeveralAddresses.range("127.0.0.", 6));
        var told = attempts.next();
        assertThat(attempts.othersThan(told)).isEmpty();
        attempts.forEachRemaining(attempt -> {});

        assertThat(attempts.othersThan(told)).isEqualTo("; also tried 127.0.0.2, 127.0.0.3, 127.0.0.4 and 2 more");
    }

    @Test
    void aNameWithoutAddressIsUnknown() {
        assertThatThrownBy(() -> to(TEN_SECONDS)).isInstanceOf(UnknownHostException.class);
    }
}
