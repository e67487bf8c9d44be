package org.signetmail.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That what measures does its work. How fast anything is, no test says. */
@Timeout(120)
class BenchmarkTest {
    private static final Duration A_MOMENT = Duration.ofMillis(200);

    @TempDir
    static Path folder;

    private SmtpSink sink;
    private ServerSocket counter;
    private Target target;

    @BeforeAll
    static void certificateIsMade() throws Exception {
        Certificate.make(folder, List.of("127.0.0.1"));
    }

    @BeforeEach
    void sinkOpens() throws Exception {
        InetAddress here = InetAddress.getLoopbackAddress();
        sink = new SmtpSink(here, 0, SmtpSink.showing(folder));
        counter = sink.tally().answerOn(here, sink.port() + 1);
        target = new Target("127.0.0.1", sink.port(), 0, false);
    }

    @AfterEach
    void sinkCloses() throws IOException {
        counter.close();
        sink.close();
    }

    static List<Entrant> ours() {
        return List.of(Entrant.SIGNET, Entrant.PLAIN, Entrant.POOLED);
    }

    @ParameterizedTest
    @MethodSource("ours")
    void whatIsSentArrivesAndIsCounted(Entrant entrant) throws Exception {
        try (Lane lane = Lane.open(entrant, folder, A_MOMENT)) {
            Result result = lane.run(target, 2, A_MOMENT);

            assertThat(result.sent()).isPositive();
            assertThat(result.size()).isBetween(10_000L, 11_000L);
            assertThat(result.cpu()).isPositive();
            assertThat(result.allocated()).isPositive();
        }
    }

    @Test
    void aMailThatNobodySaysToHaveSentSpoilsTheRound() throws Exception {
        try (Lane lane = Lane.open(Entrant.POOLED, folder, A_MOMENT)) {
            lane.run(target, 1, A_MOMENT);
            sink.tally().arrived("<stray@contoso.example>", 1);

            assertThatThrownBy(() -> lane.run(target, 1, A_MOMENT)).hasMessageContaining("arrived");
        }
    }

    @Test
    void aMailThatCameTwiceIsSeen() {
        sink.tally().arrived("<1@contoso.example>", 1);
        sink.tally().arrived("<1@contoso.example>", 1);

        Tally.Count count = sink.tally().taken();
        assertThat(count.all()).isEqualTo(2);
        assertThat(count.different()).isEqualTo(1);
    }
}
