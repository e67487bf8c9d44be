package org.signetmail.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.signetmail.benchmark.Figures.Situation;

/** Prints what was measured, and writes the table of src/doc/benchmark.md. */
final class Report {
    private static final String SEPARATOR = " | ";

    private final Figures figures;
    private final List<ContenderChoice> contenderChoices;

    Report(Figures figures, List<ContenderChoice> contenderChoices) {
        this.figures = figures;
        this.contenderChoices = contenderChoices;
    }

    /** What it ran on. */
    String machine() throws IOException {
        String model;
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            model = lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("");
        }
        var system = ManagementFactory.getOperatingSystemMXBean();
        return "%d × %s, %s %s, JDK %s, load average %.2f"
                .formatted(
                        system.getAvailableProcessors(),
                        model,
                        system.getName(),
                        system.getVersion(),
                        Runtime.version(),
                        system.getSystemLoadAverage());
    }

    String versions() {
        return Stream.concat(
                        Stream.of("jakarta.mail-api", "jakarta.jakartaee-api"),
                        contenderChoices.stream().map(ContenderChoice::library).filter(library -> !library.isEmpty()))
                .distinct()
                .map(library -> library + " " + version(library))
                .collect(Collectors.joining(", "));
    }

    void print(List<Situation> situations) {
        for (Situation situation : situations) {
            System.out.printf("%n%s%n", situation);
            for (ContenderChoice contenderChoice : contenderChoices) {
                System.out.printf(
                        "%-26s %8.1f a second (%11s)  %7.3f ms CPU  %6.1f KB allocated  %d bytes  server %.3f ms CPU%n",
                        contenderChoice.name(),
                        figures.aSecond(contenderChoice, situation),
                        figures.spread(contenderChoice, situation),
                        figures.median(contenderChoice, situation, Result::cpu),
                        figures.median(contenderChoice, situation, Result::allocated),
                        (long) figures.median(contenderChoice, situation, Result::size),
                        figures.median(contenderChoice, situation, Result::serverCpu));
            }
        }
    }

    /** How many times as many mails Signet sends as each of the others, situation by situation. */
    String table(List<Situation> situations) {
        List<ContenderChoice> peers =
                contenderChoices.stream().filter(ContenderChoice::isPeer).toList();
        var table = new StringBuilder("| Signet sends, times as many as | ")
                .append(peers.stream().map(ContenderChoice::name).collect(Collectors.joining(SEPARATOR)))
                .append(" |\n|---|")
                .append("---|".repeat(peers.size()))
                .append('\n');
        for (Situation situation : situations) {
            table.append("| ")
                    .append(situation)
                    .append(SEPARATOR)
                    .append(peers.stream()
                            .map(peer -> "%.1f".formatted(figures.ratio(peer.signet(), peer, situation)))
                            .collect(Collectors.joining(SEPARATOR)))
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String version(String library) {
        var jar = Pattern.compile("/" + Pattern.quote(library) + "-([0-9][^/:]*)\\.jar");
        var found = jar.matcher(System.getProperty("java.class.path"));
        return found.find() ? found.group(1) : "?";
    }
}
