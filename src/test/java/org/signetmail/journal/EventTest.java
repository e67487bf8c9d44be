package org.signetmail.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EventTest {
    private static final Pattern ROW = Pattern.compile("\\| `(SIGNET-\\d{4})` \\| (\\w+) \\| ([^|]+) \\| [^|]+ \\|");

    @Test
    void theReadmeHasEachCodeWithItsLevelAndSentence() throws Exception {
        List<String> rows = ROW.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(Event.values())
                        .map(event -> event.code() + " " + event.level().getName() + " " + event.sentence())
                        .toList());
    }

    @Test
    void noTwoHaveTheSameCode() {
        assertThat(Event.values()).extracting(Event::code).doesNotHaveDuplicates();
    }
}
