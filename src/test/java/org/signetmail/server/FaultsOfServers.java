package org.signetmail.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Adds to a failed test what servers logged meanwhile of faults in Signet: a page that shows only that something went
 * wrong leaves no other trace where the test ran. Found by JUnit as a service; a unit test has no such log.
 */
public final class FaultsOfServers implements BeforeEachCallback, TestExecutionExceptionHandler {
    private static final Path LOGS = Path.of("target", "it-logs");
    private static final List<String> FAULTS = List.of("SIGNET-1010", "SIGNET-1012", "SIGNET-1301");
    private static final int LINES_OF_ONE = 20;
    private static final int LONGEST_LINE = 300; // characters

    private final Map<Path, Long> begins = new ConcurrentHashMap<>();

    @Override
    public void beforeEach(ExtensionContext test) throws IOException {
        begins.clear();
        for (Path log : logs()) {
            begins.put(log, Files.size(log));
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext test, Throwable failure) throws Throwable {
        var faults = new StringBuilder();
        for (Path log : logs()) {
            faults.append(faultsIn(log, begins.getOrDefault(log, 0L)));
        }
        throw faults.isEmpty() ? failure : new AssertionError(failure.getMessage() + "\n" + faults, failure);
    }

    static String faultsIn(Path log, long begin) throws IOException {
        byte[] all = Files.readAllBytes(log);
        int from = (int) (begin <= all.length ? begin : 0); // A server that was started anew begins its log again.
        List<String> lines = new String(all, from, all.length - from, StandardCharsets.UTF_8)
                .lines()
                .toList();
        var found = new ArrayList<String>();
        for (int at = 0; at < lines.size(); at++) {
            if (FAULTS.stream().anyMatch(lines.get(at)::contains)) {
                found.add(log.getFileName() + " says:");
                lines.subList(at, Math.min(at + LINES_OF_ONE, lines.size())).stream()
                        .map(line -> line.substring(0, Math.min(line.length(), LONGEST_LINE)))
                        .forEach(found::add);
            }
        }
        return String.join("\n", found);
    }

    private static List<Path> logs() throws IOException {
        if (!Files.isDirectory(LOGS)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(LOGS)) {
            return files.filter(file -> file.toString().endsWith(".log")).toList();
        }
    }
}
