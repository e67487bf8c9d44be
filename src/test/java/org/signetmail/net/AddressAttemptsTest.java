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
        return AddressAttempts.resolve(SeveralAddresses.are(addresses), "host.example", 443, 5_000, Deadline.in(time));
    }

    private static List<String> order(AddressAttempts attempts) {
        var order = new ArrayList<String>();
        attempts.forEachRemaining(
                attempt -> order.add(attempt.address().getAddress().getHostAddress()));
        return order;
    }

    @Test
    void familiesAreInterleavedAndTheFirstAddressStaysFirst() throws Exception {
        assertThat(order(to(TEN_SECONDS, "127.0.0.1", "127.0.0.2", "127.0.0.3", "::1", "::2")))
                .containsExactly("127.0.0.1", "0:0:0:0:0:0:0:1", "127.0.0.2", "0:0:0:0:0:0:0:2", "127.0.0.3");
        assertThat(order(to(TEN_SECONDS, "::1", "::2", "127.0.0.1")))
                .containsExactly("0:0:0:0:0:0:0:1", "127.0.0.1", "0:0:0:0:0:0:0:2");
    }

    @Test
    void aSingleAddressGetsTheWholeTime() throws Exception {
        var only = to(TEN_SECONDS, "127.0.0.1").next();

        assertThat(only.connectMillis()).isEqualTo(5_000);
        assertThat(only.deadline().millisLeft(0)).isBetween(9_000, 10_000);
    }

    @Test
    void eachOfSeveralAddressesGetsAShare() throws Exception {
        var first = to(TEN_SECONDS, "127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4")
                .next();

        assertThat(first.connectMillis()).isBetween(2_000, 2_500);
        assertThat(first.deadline().millisLeft(0)).isBetween(4_000, 5_000);
    }

    /** Otherwise a host with many addresses is unreachable over a slow network. */
    @Test
    void noShareIsShorterThanASecond() throws Exception {
        var first = to(TEN_SECONDS, SeveralAddresses.range("127.0.1.", 100)).next();

        assertThat(first.connectMillis()).isEqualTo(1_000);
    }

    @Test
    void noFurtherAddressIsTriedAfterTheDeadline() throws Exception {
        var attempts = to(Duration.ZERO, "127.0.0.1", "127.0.0.2");

        assertThat(attempts.hasNext())
                .as("the first attempt reports that the deadline has passed")
                .isTrue();
        attempts.next();
        assertThat(attempts.hasNext()).isFalse();
    }

    @Test
    void theAddressKeepsItsHostNameWithoutReverseLookup() throws Exception {
        assertThat(to(TEN_SECONDS, "127.0.0.1").next().address().getAddress().getHostName())
                .isEqualTo("host.example");
    }

    @Test
    void threeOtherAddressesAreNamedAndTheRestCounted() throws Exception {
        var attempts = to(TEN_SECONDS, SeveralAddresses.range("127.0.0.", 6));
        var first = attempts.next();
        assertThat(attempts.withOthers("no reply", first)).isEqualTo("no reply");
        attempts.forEachRemaining(attempt -> {});

        assertThat(attempts.withOthers("no reply", first))
                .isEqualTo("no reply; also tried 127.0.0.2, 127.0.0.3, 127.0.0.4 and 2 more");
    }

    @Test
    void aNameWithoutAddressIsUnknown() {
        assertThatThrownBy(() -> to(TEN_SECONDS)).isInstanceOf(UnknownHostException.class);
    }
}
