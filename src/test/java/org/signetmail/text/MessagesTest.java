package org.signetmail.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundle's form and words, and how its texts are read. */
class MessagesTest {
    private static final Path BUNDLE = Path.of("src/main/resources/org/signetmail/text/messages.properties");

    /** Of no text: see the house style. */
    private static final Pattern STILTED = Pattern.compile(
            "\\b(nobody|whoever|whom|anew|mends?|mails|slip)\\b|\\b(is|are) told\\b", Pattern.CASE_INSENSITIVE);

    /** Packages and groups of labels whose keys are sorted: their sections hold nothing else. */
    private static final List<String> SORTED = List.of(
            "account",
            "alert",
            "check",
            "credential",
            "database",
            "delivery",
            "expiry",
            "graph",
            "jndi",
            "message",
            "net",
            "outbox",
            "seal",
            "setting",
            "signin",
            "smtp",
            "token");

    private final List<String> keys = new ArrayList<>();
    private final TreeMap<String, String> texts = new TreeMap<>();

    MessagesTest() throws Exception {
        var file = new Properties() {
            @Override
            public synchronized Object put(Object key, Object value) {
                keys.add(String.valueOf(key));
                return super.put(key, value);
            }
        };
        try (var reader = Files.newBufferedReader(BUNDLE)) {
            file.load(reader);
        }
        file.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
    }

    @Test
    void keysAreUnique() {
        assertThat(keys).hasSizeGreaterThan(300).doesNotHaveDuplicates();
    }

    @Test
    void keysOfAPackageAreSortedAndTogether() {
        for (String first : SORTED) {
            List<String> ofPackage =
                    keys.stream().filter(key -> key.startsWith(first + ".")).toList();
            assertThat(ofPackage).as(first).isNotEmpty().isSorted();
            assertThat(keys).as(first).containsSequence(ofPackage);
        }
    }

    /** A single apostrophe quotes the rest of a pattern. */
    @Test
    void everyTextIsAPatternWithoutAnApostrophe() {
        texts.forEach((key, text) -> {
            assertThat(text).as(key).doesNotContain("'");
            assertThatCode(() -> new MessageFormat(text, Locale.ENGLISH).format(new Object[] {1, 1, 1, 1, 1, 1}))
                    .as(key)
                    .doesNotThrowAnyException();
        });
    }

    @Test
    void noTextBeginsOrEndsWithABlank() {
        assertThat(texts)
                .allSatisfy((key, text) -> assertThat(text).isNotBlank().isEqualTo(text.strip()));
    }

    @Test
    void noTextHasAWordThatTheHouseStyleRefuses() {
        assertThat(texts.entrySet().stream()
                        .filter(text -> STILTED.matcher(text.getValue()).find()))
                .isEmpty();
    }

    /** A terminal may have any encoding, and {@code move.sh} prints there what the database says. */
    @Test
    void textsOfTheDatabaseAreAscii() {
        assertThat(texts.tailMap("database.").headMap("database/"))
                .isNotEmpty()
                .allSatisfy((key, text) -> assertThat(text).isPrintable());
    }

    @Test
    void aNumberHasNoGroupingAndAPluralFollowsIt() {
        assertThat(Messages.text("message.line.long", 1_999, 998)).contains(" 1999 bytes", " 998.");
        assertThat(Messages.text("signin.audit.ended", 1, "x")).isEqualTo("1 session ended x");
        assertThat(Messages.text("signin.audit.ended", 1_234, "x")).isEqualTo("1234 sessions ended x");
        assertThat(Messages.text("net.alsoTried", "a", "b", 0)).isEqualTo("a; also tried b");
        assertThat(Messages.text("net.alsoTried", "a", "b", 2)).isEqualTo("a; also tried b and 2 more");
    }

    /** What a user or a server wrote is an argument, never a pattern. */
    @Test
    void anArgumentStaysAsItIs() {
        assertThat(Messages.text("account.mailbox.form", "{0}'{1,number}")).startsWith("“{0}'{1,number}”");
    }

    /** A message of another application fails in a thread of that application, whose class loader has no bundle. */
    @Test
    void theBundleIsFoundInAThreadOfAnotherApplication(@TempDir Path empty) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (var signets = new Copy(empty);
                var others = new URLClassLoader(new URL[] {empty.toUri().toURL()}, null)) {
            thread.setContextClassLoader(others);
            assertThat(signets.text("jndi.notRunning")).isEqualTo("Signet is not running.");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Payara Micro deletes the unpacked application at the start of a shutdown. */
    @Test
    void textsAreThereAfterTheFilesAreDeleted(@TempDir Path folder) throws Exception {
        try (var signets = new Copy(folder)) {
            signets.load();
            signets.deleteFiles();
            assertThat(signets.text("delivery.stopped")).startsWith("Signet stopped");
        }
    }

    /** The texts' package with a class loader of its own, as in a deployed application. */
    private static final class Copy implements AutoCloseable {
        private final Path folder;
        private final URLClassLoader loader;
        private final Class<?> messages;

        Copy(Path root) throws Exception {
            folder = Files.createDirectories(root.resolve("signet/org/signetmail/text"));
            try (var bytes = Messages.class.getResourceAsStream("Messages.class")) {
                Files.copy(bytes, folder.resolve("Messages.class"));
            }
            Files.copy(BUNDLE, folder.resolve("messages.properties"));
            loader = new URLClassLoader(
                    new URL[] {root.resolve("signet").toUri().toURL()}, ClassLoader.getPlatformClassLoader());
            messages = Class.forName(Messages.class.getName(), false, loader);
        }

        void load() throws Exception {
            messages.getMethod("load").invoke(null);
        }

        String text(String key) throws Exception {
            return (String)
                    messages.getMethod("text", String.class, Object[].class).invoke(null, key, new Object[0]);
        }

        void deleteFiles() throws Exception {
            try (var files = Files.list(folder)) {
                for (Path file : files.collect(Collectors.toList())) {
                    Files.delete(file);
                }
            }
        }

        @Override
        public void close() throws IOException {
            loader.close();
        }
    }
}
