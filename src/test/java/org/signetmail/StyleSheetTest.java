package org.signetmail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StyleSheetTest {
    private static final Pattern DARK =
            Pattern.compile("@media \\(prefers-color-scheme: dark\\) \\{\\s*:root \\{([^}]*)}\\s*}");
    private static final Pattern PROPERTY = Pattern.compile("\\s*--[a-z-]+: [^;]+;\\s*");

    /** Therefore {@code Axe} looks at dark pages by the rules about colours alone. */
    @Test
    void darkAndLightPagesDifferInTheValuesOfPropertiesOnly() throws IOException {
        var dark = DARK.matcher(pages());

        assertThat(dark.find()).isTrue();
        assertThat(PROPERTY.matcher(dark.group(1)).replaceAll("")).isEmpty();
        assertThat(dark.replaceAll("")).doesNotContain("prefers-color-scheme");
    }

    /** All style sheets, scripts and pages. */
    private static String pages() throws IOException {
        var all = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "webapp"))) {
            List<Path> texts = files.filter(file -> file.toString().matches(".*\\.(css|js|xhtml)"))
                    .sorted()
                    .toList();
            for (Path text : texts) {
                all.append(Files.readString(text));
            }
        }
        return all.toString();
    }
}
