package org.signetmail.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.signetmail.benchmark.Figures.Situation;

/**
 * Lets all contenders send in turn, round after round, over a short link and a long one, and reports. Started by
 * {@code src/test/benchmark.sh}, which makes the links and the servers.
 */
final class Benchmark {
    private static final List<Integer> AT_ONCE = List.of(1, 4, 16);
    private static final int SMTP = 2525;
    private static final int GRAPH = 8443;
    private static final int KNOCKS = 21;
    private static final int STARTING_SECONDS = 60;

    private final Plan plan;
    private final List<Target> targets;
    private final List<ContenderRun> contenderRuns = new ArrayList<>();
    private final Figures figures = new Figures();

    /** How much of it. */
    private enum Plan {
        FULL(5, 2_000, 3, 3_000, 4_000),
        SHORT(1, 500, 1, 1_000, 1_500);

        private final int nearRounds;
        private final Duration near;
        private final int farRounds;
        private final Duration far;
        private final Duration warmUp; // twice: one at once, then several

        Plan(int nearRounds, int near, int farRounds, int far, int warmUp) {
            this.nearRounds = nearRounds;
            this.near = Duration.ofMillis(near);
            this.farRounds = farRounds;
            this.far = Duration.ofMillis(far);
            this.warmUp = Duration.ofMillis(warmUp);
        }
    }

    private Benchmark(Plan plan, List<Target> targets) {
        this.plan = plan;
        this.targets = targets;
    }

    /** Arguments: the plan, the server's near address, its far one, a folder for what is made, and perhaps who takes part. */
    public static void main(String[] given) throws Exception {
        var targets = List.of(new Target(given[1], SMTP, GRAPH, false), new Target(given[2], SMTP, GRAPH, true));
        var contenderChoices = new ArrayList<ContenderChoice>(ContenderChoice.ALL);
        if (given.length > 4) {
            contenderChoices.removeIf(contenderChoice -> !contenderChoice.type().matches(given[4]));
        }
        new Benchmark(Plan.valueOf(given[0].toUpperCase(Locale.ROOT)), targets)
                .run(contenderChoices, Path.of(given[3]));
        System.exit(0);
    }

    private void run(List<ContenderChoice> contenderChoices, Path folder) throws Exception {
        var report = new Report(figures, contenderChoices);
        System.out.println(report.machine());
        System.out.println(report.versions());
        TokenLookUp.Cost token = TokenLookUp.measured();
        double roundTrip = 0;
        for (Target target : targets) {
            awaitServers(target);
            roundTrip = roundTrip(target);
            System.out.printf("A TCP connection to %s takes %.2f ms%n", target.host(), roundTrip);
        }
        for (ContenderChoice contenderChoice : contenderChoices) {
            contenderRuns.add(ContenderRun.open(contenderChoice, folder, plan.warmUp));
        }
        try {
            for (Target target : targets) {
                send(target);
            }
        } finally {
            for (ContenderRun contenderRun : contenderRuns) {
                contenderRun.close();
            }
        }
        List<Situation> situations = Stream.of(false, true)
                .flatMap(far -> AT_ONCE.stream().map(atOnce -> new Situation(far, atOnce)))
                .toList();
        report.print(situations);
        contenderRuns.stream()
                .filter(contenderRun -> contenderRun.standstills() > 0)
                .forEach(contenderRun -> System.out.printf(
                        "%n%s stood still %d times, and had those rounds again.%n",
                        contenderRun.entrant().name(), contenderRun.standstills()));
        var goals = new Goals(figures);
        goals.print(token);
        goals.print(roundTrip);
        Files.writeString(folder.resolve("table.md"), report.table(situations));
    }

    private void send(Target target) throws IOException {
        Duration warmUp = target.far() ? plan.far.dividedBy(2) : plan.warmUp;
        for (int atOnce : target.far() ? AT_ONCE : List.of(1, 4)) {
            for (ContenderRun contenderRun : contenderRuns) {
                contenderRun.run(target, atOnce, warmUp);
            }
        }
        for (int atOnce : AT_ONCE) {
            for (int round = 0; round < (target.far() ? plan.farRounds : plan.nearRounds); round++) {
                for (ContenderRun contenderRun : contenderRuns) {
                    Result result = contenderRun.run(target, atOnce, target.far() ? plan.far : plan.near);
                    figures.add(contenderRun.entrant(), new Situation(target.far(), atOnce), result);
                }
                Collections.rotate(contenderRuns, 1); // Nobody always follows the same.
            }
        }
    }

    private static void awaitServers(Target target) throws IOException, InterruptedException {
        for (int port : new int[] {target.smtp() + 1, target.graph() + 1}) {
            for (int tried = 0; ; tried++) {
                try {
                    ArrivalCounter.asked(target.host(), port);
                    break;
                } catch (SocketException notYet) {
                    if (tried == STARTING_SECONDS) {
                        throw notYet;
                    }
                    Thread.sleep(1000);
                }
            }
        }
    }

    /** Median of the time that a connection takes. */
    private static double roundTrip(Target target) throws IOException {
        var nanos = new long[KNOCKS];
        for (int knock = 0; knock < KNOCKS; knock++) {
            long began = System.nanoTime();
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(target.host(), target.smtp()));
                nanos[knock] = System.nanoTime() - began;
            }
        }
        Arrays.sort(nanos);
        return nanos[KNOCKS / 2] / 1e6;
    }
}
