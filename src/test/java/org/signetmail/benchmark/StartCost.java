package org.signetmail.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.signetmail.server.EmptyWar;
import org.signetmail.server.ServerKind;
import org.signetmail.server.ServerUnderTest;

/**
 * Measures what a start costs until the sign-in page is served: with an empty WAR, with Signet, and with Signet by the production
 * line of Payara Micro's script. Servers are started in turns, with default JVM options; medians are printed.
 *
 * <p>Run by {@code src/test/start.sh}.
 */
public final class StartCost {
    private static final int ROUNDS = Integer.getInteger("signet.rounds", 5);

    /** @param cpu processor time of the process, also of its compiler and garbage collector */
    private record Start(Duration wall, Duration cpu, long megabytes, long classes) {}

    private record Candidate(String name, ServerUnderTest server, List<Start> starts) {
        /** Starts and stops the server. */
        Start measure() throws IOException {
            server.start();
            try {
                Duration cpu = server.jvm().processorTime();
                long classes = server.jvm().loadedClasses();
                return new Start(server.startedIn(), cpu, server.jvm().resident(), classes);
            } finally {
                server.stop();
            }
        }

        double median(ToDoubleFunction<Start> figure) {
            return starts.stream().mapToDouble(figure).sorted().toArray()[starts.size() / 2];
        }
    }

    private StartCost() {}

    /**
     * Prints a row for each server and WAR.
     *
     * @param arguments names of {@link ServerKind}s, and paths of further WARs to measure beside Signet
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("starts");
        var kinds = new ArrayList<ServerKind>();
        var wars = new ArrayList<Path>();
        for (String argument : arguments) {
            if (argument.endsWith(".war")) {
                wars.add(Path.of(argument));
            } else {
                kinds.add(ServerKind.named(argument));
            }
        }
        if (kinds.isEmpty()) {
            kinds.addAll(List.of(ServerKind.PAYARA_MICRO, ServerKind.WILDFLY));
        }
        System.out.println(
                "| server | WAR | seconds | processor seconds | memory | classes | processor seconds / empty |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (ServerKind kind : kinds) {
            measure(kind, wars, Files.createDirectory(folder.resolve(kind.toString())));
        }
    }

    private static void measure(ServerKind kind, List<Path> wars, Path folder) throws IOException {
        var candidates = new ArrayList<Candidate>();
        try {
            candidates.add(candidate("empty", kind, folder));
            candidates.get(0).server().carrying(EmptyWar.in(folder));
            candidates.add(candidate("Signet", kind, folder));
            for (Path war : wars) {
                Candidate other = candidate(String.valueOf(war.getFileName()), kind, folder);
                other.server().carrying(war);
                candidates.add(other);
            }
            if (kind == ServerKind.PAYARA_MICRO || kind == ServerKind.PAYARA_MICRO_7) {
                Candidate fast = candidate("Signet, SIGNET_FAST_START", kind, folder);
                fast.server()
                        .withVariable(
                                "SIGNET_FAST_START", folder.resolve("fast").toString());
                candidates.add(fast);
            }
            for (Candidate one : candidates) {
                one.measure(); // Creates the database; not counted.
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (Candidate one : candidates) {
                    one.starts().add(one.measure());
                }
            }
            print(kind, candidates);
        } finally {
            candidates.forEach(one -> one.server().close());
        }
    }

    private static Candidate candidate(String name, ServerKind kind, Path folder) throws IOException {
        String file = name.replaceAll("[^A-Za-z0-9]+", "-");
        ServerUnderTest server = kind.named("start-" + kind + "-" + file, Files.createDirectory(folder.resolve(file)))
                .withoutJvmOptions();
        return new Candidate(name, server, new ArrayList<>());
    }

    private static void print(ServerKind kind, List<Candidate> candidates) {
        double empty = candidates.get(0).median(start -> start.cpu().toMillis());
        for (Candidate one : candidates) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.1f | %.1f | %.0f MB | %.0f | %.2f |%n",
                    kind,
                    one.name(),
                    one.median(start -> start.wall().toMillis()) / 1000,
                    one.median(start -> start.cpu().toMillis()) / 1000,
                    one.median(Start::megabytes),
                    one.median(Start::classes),
                    one.median(start -> start.cpu().toMillis()) / empty);
        }
    }
}
