package org.signetmail.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
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
        while (counter == null) {
            var candidate = new SmtpSink(here, 0, SmtpSink.showing(folder));
            try {
                counter = candidate.tally().answerOn(here, candidate.port() + 1);
                sink = candidate;
            } catch (BindException taken) {
                // The counter belongs on the port after the sink's, and another process may hold that one.
                candidate.close();
            }
        }
        target = new Target("127.0.0.1", sink.port(), 0, false);
    }

    @AfterEach
    void sinkCloses() throws IOException {
        counter.close();
        sink.close();
    }

    static List<ContenderChoice> ours() {
        return List.of(ContenderChoice.SIGNET, ContenderChoice.PLAIN, ContenderChoice.POOLED);
    }

    @ParameterizedTest
    @MethodSource("ours")
    void whatIsSentArrivesAndIsCounted(ContenderChoice contenderChoice) throws Exception {
        try (ContenderRun contenderRun = ContenderRun.open(contenderChoice, folder, A_MOMENT)) {
            Result result = contenderRun.run(target, 2, A_MOMENT);

            assertThat(result.sent()).isPositive();
            assertThat(result.size()).isBetween(10_000L, 11_000L);
            assertThat(result.cpu()).isPositive();
            assertThat(result.allocated()).isPositive();
        }
    }

    @Test
    void aMailThatNobodySaysToHaveSentSpoilsTheRound() throws Exception {
        try (ContenderRun contenderRun = ContenderRun.open(ContenderChoice.POOLED, folder, A_MOMENT)) {
            contenderRun.run(target, 1, A_MOMENT);
            sink.tally().arrived("<stray@contoso.example>", 1);

            assertThatThrownBy(() -> contenderRun.run(target, 1, A_MOMENT)).hasMessageContaining("arrived");
        }
    }

    @Test
    void aMailThatCameTwiceIsSeen() {
        sink.tally().arrived("<1@contoso.example>", 1);
        sink.tally().arrived("<1@contoso.example>", 1);

        ArrivalCounter.Count count = sink.tally().taken();
        assertThat(count.all()).isEqualTo(2);
        assertThat(count.different()).isEqualTo(1);
    }
}
