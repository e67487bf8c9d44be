package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.ConfiguredSecret;
import org.signetmail.token.AdjustableClock;
import org.signetmail.token.LogCapture;

class MetricsAccessTest {
    private static final String TOKEN = "Tk.1_metrics-canary~+/==";

    private final MetricsAccess access = new MetricsAccess();

    @BeforeEach
    void start() {
        access.refusals = new RefusalLog();
        access.refusals.clock = new AdjustableClock();
        access.client = new ClientAddress();
        access.client.trustedProxies = TrustedProxies.NONE;
        configure(TOKEN);
    }

    private void configure(String token) {
        access.configure(Optional.of(new ConfiguredSecret(token)));
    }

    private boolean isAllowed(String authorization) {
        return access.isAllowed(FakeRequest.from("192.0.2.7")
                .saying("Authorization", authorization)
                .request());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer " + TOKEN, "bearer " + TOKEN, "BEARER   " + TOKEN + " "})
    void theTokenOpens(String authorization) {
        assertThat(isAllowed(authorization)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TOKEN,
                "Bearer",
                "Bearer ",
                "Bearer " + TOKEN + "=",
                "Bearer Tk.1_metrics-canary~+/=",
                "Bearer tk.1_metrics-canary~+/==",
                "Bearer " + TOKEN + " " + TOKEN,
                "Bearer " + TOKEN + ", Bearer " + TOKEN,
                "Basic " + TOKEN,
                "Bearer Ťk.1_metrics-canary~+/=="
            })
    void nothingElseOpens(String authorization) {
        assertThat(isAllowed(authorization)).isFalse();
    }

    @Test
    void aRequestWithoutATokenIsNoEvent() {
        try (var log = new LogCapture()) {
            assertThat(access.isAllowed(FakeRequest.from("192.0.2.7").request()))
                    .isFalse();
            assertThat(log.text()).isEmpty();
        }
    }

    @Test
    void aWrongTokenIsLoggedWithoutItself() {
        try (var log = new LogCapture()) {
            isAllowed("Bearer wrong-canary-4711-abc");

            assertThat(log.text())
                    .contains("SIGNET-1020", "status=\"401\"", "The token for the metrics is wrong.", "192.0.2.7")
                    .doesNotContain("canary");
        }
    }

    /** Files usually end in a line feed. */
    @Test
    void spaceAroundTheConfiguredTokenIsIgnored() {
        configure(" " + TOKEN + "\n");

        assertThat(isAllowed("Bearer " + TOKEN)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"fifteen-letters", "with space in the middle", "with\"quotes-and-more", "umläut-umläut-umläut"})
    void anUnacceptableTokenIsLoggedAndOpensNothing(String token) {
        try (var log = new LogCapture()) {
            configure(token);

            assertThat(log.text())
                    .contains("SIGNET-1046", "signet.metrics.token")
                    .doesNotContain(token);
        }
        assertThat(isAllowed("Bearer " + token)).isFalse();
        assertThat(isAllowed("Bearer " + TOKEN)).isFalse();
    }

    @Test
    void withoutAConfiguredTokenNoneOpens() {
        access.configure(Optional.empty());

        assertThat(isAllowed("Bearer " + TOKEN)).isFalse();
        assertThat(isAllowed("Bearer ")).isFalse();
    }
}
