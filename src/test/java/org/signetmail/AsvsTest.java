package org.signetmail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table of security requirements is complete, and the tests it names exist. */
class AsvsTest {
    private static final Path TABLE = Path.of("src/doc/asvs.md");

    /** Levels 1 and 2 of ASVS 5.0.0. */
    private static final int REQUIREMENTS = 253;

    private static final int MOST_OPEN = 10;
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (\\d+\\.\\d+\\.\\d+) \\| ([12]) \\| (.+) \\| (\\w+) \\| (.+) \\|$");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\d.])\\d+\\.\\d+\\.\\d+(?![\\d.])");
    private static final Pattern NAMED = Pattern.compile("`([A-Z][a-z]\\w+)(?:#(\\w+))?`");

    private static String table = "";

    @BeforeAll
    static void read() throws IOException {
        table = Files.readString(TABLE);
    }

    @Test
    void everyRequirementIsListedOnce() {
        String requirements = table.substring(table.indexOf("\n## "));
        List<String> listed = Stream.concat(
                        rows().map(row -> row.group(1)),
                        NUMBER.matcher(requirements.substring(requirements.indexOf("## What does not apply")))
                                .results()
                                .map(MatchResult::group))
                .toList();
        assertThat(listed).doesNotHaveDuplicates().hasSize(REQUIREMENTS);
    }

    @Test
    void everyStateIsOneOfThree() {
        assertThat(rows().map(row -> row.group(4))).containsOnly("met", "server", "open");
        assertThat(rows().filter(row -> row.group(4).equals("open"))).hasSizeLessThanOrEqualTo(MOST_OPEN);
    }

    @Test
    void everyNamedTestExists() throws IOException {
        Map<String, String> sources = sources();
        var missing = new ArrayList<String>();
        NAMED.matcher(table).results().forEach(named -> {
            String source = sources.getOrDefault(named.group(1), "");
            boolean exists = named.group(2) == null
                    ? !source.isEmpty()
                    : Pattern.compile("void " + named.group(2) + "\\(")
                            .matcher(source)
                            .find();
            if (!exists) {
                missing.add(named.group());
            }
        });
        assertThat(missing).isEmpty();
    }

    private static Stream<MatchResult> rows() {
        return ROW.matcher(table).results();
    }

    /** The sources by simple class name. Sources of classes with the same name are joined. */
    private static Map<String, String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            AsvsTest::contentOf,
                            (one, other) -> one + other));
        }
    }

    private static String contentOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
