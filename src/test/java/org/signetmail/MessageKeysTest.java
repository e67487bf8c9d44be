package org.signetmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.signetmail.text.Messages;

/** Every key of the bundle is used, every used key is there, and every text is a valid pattern. */
class MessageKeysTest {
    private static final Path BUNDLE =
            Path.of("src", "main", "resources", "org", "signetmail", "text", "messages.properties");
    private static final Path SOURCES = Path.of("src", "main");

    /** {@code text("a.b")} and {@code msg['a.b']}. */
    private static final Pattern USE = Pattern.compile("\\btext\\(\\s*\"([^\"]+)\"\\s*[,)]|msg\\['([^']+)']");

    /** {@code "a.b." + name}. */
    private static final Pattern USE_BY_PREFIX = Pattern.compile("\"([a-z][\\w.]*\\.)\"\\s*\\+");

    private static final Pattern TAG = Pattern.compile("(?<!\\|\\d)</?[a-z]+");

    private final Map<String, String> texts = new TreeMap<>();
    private final String sources;

    MessageKeysTest() throws Exception {
        ResourceBundle bundle = ResourceBundle.getBundle(Messages.BUNDLE, Locale.ROOT);
        for (Enumeration<String> keys = bundle.getKeys(); keys.hasMoreElements(); ) {
            String key = keys.nextElement();
            texts.put(key, bundle.getString(key));
        }
        var all = new StringBuilder();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(path -> path.toString().matches(".*\\.(java|xhtml)"))
                    .toList()) {
                all.append(Files.readString(file)).append('\n');
            }
        }
        sources = all.toString();
    }

    @Test
    void everyUsedKeyIsThere() {
        List<String> used = USE.matcher(sources)
                .results()
                .map(use -> use.group(1) == null ? use.group(2) : use.group(1))
                .toList();
        assertThat(used).hasSizeGreaterThan(200);
        assertThat(used).allMatch(texts::containsKey);
    }

    @Test
    void everyKeyIsUsed() {
        List<String> prefixes = USE_BY_PREFIX
                .matcher(sources)
                .results()
                .map(use -> use.group(1))
                .toList();
        assertThat(texts.keySet().stream()
                        .filter(key -> !sources.contains('"' + key + '"') && !sources.contains("'" + key + "'"))
                        .filter(key -> prefixes.stream().noneMatch(key::startsWith)))
                .isEmpty();
    }

    @Test
    void noKeyOccursTwice() throws Exception {
        var keys = new ArrayList<Object>();
        try (var file = Files.newBufferedReader(BUNDLE)) {
            new Properties() {
                @Override
                public synchronized Object put(Object key, Object value) {
                    keys.add(key);
                    return super.put(key, value);
                }
            }.load(file);
        }
        assertThat(keys).hasSizeGreaterThan(200).doesNotHaveDuplicates();
    }

    @Test
    void everyTextIsAPattern() {
        texts.forEach((key, text) -> {
            assertThat(text).as(key).isNotBlank().doesNotContain("'");
            assertThatCode(() -> new MessageFormat(text, Locale.ENGLISH))
                    .as(key)
                    .doesNotThrowAnyException();
        });
    }

    /** A page that escaped it would show its tags; and {@code Messages.text} does not escape its arguments. */
    @Test
    void aTextWithHtmlIsUsedAsHtml() {
        texts.forEach((key, text) -> {
            List<String> tags =
                    TAG.matcher(text).results().map(MatchResult::group).toList();
            assertThat(tags).as(key).isSubsetOf("<b", "</b", "<code", "</code", "<strong", "</strong");
            long escaped = count("msg['" + key + "']") - count("msg['" + key + "']}\" escape=\"false\"");
            long bare = count("text(\"" + key + "\"") - count("Markup.text(\"" + key + "\"");
            assertThat(tags.isEmpty() || escaped + bare == 0).as(key).isTrue();
        });
    }

    private long count(String use) {
        return Pattern.compile(use, Pattern.LITERAL).matcher(sources).results().count();
    }
}
