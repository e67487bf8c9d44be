package org.signetmail.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigurationKeyTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| (?:essential|sometimes|rarely) \\| (.*?) \\| .* \\| (.*?) \\|$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LITERAL = Pattern.compile("\"(signet\\.[a-z][a-z.-]*)\"");
    private static final List<String> FILES = List.of("signet.key", "signet.tls");

    /** Key to default; a key that begins with a dot goes on where the one before it ends. */
    private static Map<String, String> documented() throws IOException {
        var rows = new LinkedHashMap<String, String>();
        for (String line : Files.readAllLines(Path.of("README.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                String first = "";
                var defaults = row.group(2).split(", ", -1);
                int column = 0;
                for (Matcher key = CODE.matcher(row.group(1)); key.find(); column++) {
                    String written = key.group(1);
                    String full =
                            written.startsWith(".") ? first.substring(0, first.lastIndexOf('.')) + written : written;
                    first = first.isEmpty() ? written : first;
                    rows.put(full, defaults[Math.min(column, defaults.length - 1)]);
                }
            }
        }
        return rows;
    }

    @Test
    void allAreInTheReadmesTableAndNoOthers() throws IOException {
        assertThat(documented().keySet())
                .containsExactlyInAnyOrderElementsOf(Stream.of(ConfigurationKey.values())
                        .map(ConfigurationKey::key)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(ConfigurationKey.class)
    void theReadmeTellsItsDefault(ConfigurationKey key) throws IOException {
        String told = documented().get(key.key());

        key.usual()
                .ifPresent(usual -> assertThat(told)
                        .containsPattern("(?<![0-9A-Za-z])" + Pattern.quote(usual) + "(?![0-9A-Za-z])"));
    }

    @ParameterizedTest
    @EnumSource(
            value = ConfigurationKey.class,
            mode = EnumSource.Mode.MATCH_ALL,
            names = "MAIL_.*|SESSION_.*|TESTS_.*|CLOUD_SMTP_PORT|APPLICATIONS_(WAITING|MESSAGES|BYTES)")
    void itsDefaultIsOneOfTheValuesThatItMayHave(ConfigurationKey key) {
        assertThat(key.usualNumber()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "SESSION_HOURS, 0, It is a number from 1 to 168.",
        "SESSION_HOURS, 169, It is a number from 1 to 168.",
        "SESSION_HOURS, 1 KB, It is a number from 1 to 168.",
        "TESTS_PER_MINUTE, ten, It is a number from 1 to 999999.",
        "MAIL_LARGEST, 1023, 'It is a number of bytes, or a number with KB, MB or GB behind it, from 1 KB to 1 GB.'"
    })
    void anotherNumberIsRefused(ConfigurationKey key, String value, String why) {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> key.number(value))
                .withMessage(why);
    }

    @ParameterizedTest
    @CsvSource({
        "SESSION_HOURS, 1, 1",
        "SESSION_HOURS, 168, 168",
        "MAIL_LARGEST, 1 kb, 1024",
        "MAIL_LARGEST, 1GB, 1073741824"
    })
    void aNumberWithinItsBoundsIsRead(ConfigurationKey key, String value, long number) {
        assertThat(key.number(value)).isEqualTo(number);
    }

    @Test
    void aFlagIsTrueOrFalseInAnyCase() {
        assertThat(ConfigurationKey.HTTPS.flag("TRUE")).isTrue();
        assertThat(ConfigurationKey.HTTPS.flag("False")).isFalse();
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> ConfigurationKey.HTTPS.flag("yes"));
    }

    /** A key that is written elsewhere has no type, no default and no line in the README. */
    @Test
    void noOtherClassWritesAKey() throws IOException {
        var written = new ArrayList<String>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                if (!source.endsWith("ConfigurationKey.java")) {
                    LITERAL.matcher(Files.readString(source))
                            .results()
                            .map(literal -> literal.group(1))
                            .filter(literal -> !FILES.contains(literal))
                            .forEach(literal -> written.add(source.getFileName() + ": " + literal));
                }
            }
        }
        assertThat(written).isEmpty();
    }
}
