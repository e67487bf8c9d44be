package org.signetmail.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LogEventTest {
    private static final Pattern ROW = Pattern.compile("\\| `(SIGNET-\\d{4})` \\| (\\w+) \\| ([^|]+) \\| [^|]+ \\|");

    @Test
    void theDocumentationListsEachCodeWithItsLevelAndSentence() throws Exception {
        List<String> rows = ROW.matcher(Files.readString(Path.of("src", "doc", "events.md")))
                .results()
                .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(LogEvent.values())
                        .map(logEvent ->
                                logEvent.code() + " " + logEvent.level().getName() + " " + logEvent.sentence())
                        .toList());
    }

    @Test
    void codesAreUnique() {
        assertThat(LogEvent.values()).extracting(LogEvent::code).doesNotHaveDuplicates();
    }
}
