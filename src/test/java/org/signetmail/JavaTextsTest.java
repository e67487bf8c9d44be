package org.signetmail;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.signetmail.text.Messages;

/** Every text in Java that a user reads is in the bundle, and every key is used. */
class JavaTextsTest {
    private static final Path ROOT = Path.of("src", "main", "java", "org", "signetmail");

    /** The packages to search; the package {@code web} has a test of its own. */
    private static final List<String> PACKAGES = List.of(
            "",
            "account",
            "alert",
            "seal",
            "credential",
            "database",
            "settings",
            "signin",
            "message",
            "net",
            "token",
            "smtp",
            "graph",
            "directory",
            "delivery",
            "outbox",
            "check",
            "expiry",
            "jndi",
            "health");

    /** A blank between words, or a word that begins with a capital letter. */
    private static final Pattern LANGUAGE = Pattern.compile("\\p{L}\\S* +\\S*\\p{L}|(?<![\\w/.(-])\\p{Lu}\\p{Ll}");

    /** Their messages are for developers of Signet. */
    private static final Set<String> BUGS =
            Set.of("IllegalStateException", "IllegalArgumentException", "UncheckedIOException");

    /** No language in any class. */
    private static final List<String> FOR_PROGRAMS = List.of(
            "[A-Z]\\w+\\[.*", // toString of a value
            "[A-Z]\\w+(-\\w+)+", // the name of a header
            "(?s)(select|insert|update|delete|alter) .*", // a statement of a database
            " (where|and|or) .*[.:=].*", // a further line of it
            ".*\\\\.*"); // a regular expression

    /** A key: the bundle has no other first words. */
    private static final Pattern KEY = Pattern.compile(
            "(account|alert|check|credential|database|delivery|expiry|graph|jndi|message|net|outbox|seal|setting|settings|signin|smtp|token)"
                    + "(\\.[a-z][A-Za-z]*)+");

    /** Looks like a key and is none. */
    private static final Set<String> NO_KEYS = Set.of(
            "smtp.partner.outlook.cn",
            "credential.expiry",
            "credential.switched",
            "credential.renewal.stopped",
            "credential.check.failed",
            "credential.check.works",
            "credential.ics");

    /** Keys whose last part is computed. */
    private static final Set<String> PREFIXES = Set.of("expiry.sentence.", "expiry.subject.", "health.");

    private record Literal(String file, String text) {}

    @Test
    void noTextIsLeftInJava() throws Exception {
        List<Literal> literals = literals();
        assertThat(literals).hasSizeGreaterThan(500);
        assertThat(literals)
                .filteredOn(literal -> LANGUAGE.matcher(literal.text()).find())
                .filteredOn(literal -> FOR_PROGRAMS.stream().noneMatch(literal.text()::matches))
                .filteredOn(literal -> !literal.text().matches(JavaLiterals.ALLOWED.getOrDefault(literal.file(), "")))
                .isEmpty();
    }

    /** An exception that no class needs any more would hide the next text. */
    @Test
    void everyExceptionIsNeeded() throws Exception {
        var needed = new TreeSet<String>();
        for (Literal literal : literals()) {
            if (LANGUAGE.matcher(literal.text()).find()
                    && literal.text().matches(JavaLiterals.ALLOWED.getOrDefault(literal.file(), ""))) {
                needed.add(literal.file());
            }
        }
        assertThat(needed).containsExactlyInAnyOrderElementsOf(JavaLiterals.ALLOWED.keySet());
    }

    @Test
    void everyKeyInJavaIsInTheBundle() throws Exception {
        assertThat(usedKeys()).hasSizeGreaterThan(250).isSubsetOf(bundle().keySet());
    }

    @Test
    void everyKeyIsUsed() throws Exception {
        Set<String> used = usedKeys();
        String pages = pages();
        assertThat(bundle().keySet().stream()
                        .filter(key -> KEY.matcher(key).matches())
                        .filter(key -> PREFIXES.stream().noneMatch(key::startsWith))
                        .filter(key -> !pages.contains("'" + key + "'") && !pages.contains('"' + key + '"')))
                .isSubsetOf(used);
    }

    /** The pages and their Java as text: they may use the same keys, and others with the same first word. */
    private static String pages() throws IOException {
        var pages = new StringBuilder();
        for (Path root : List.of(ROOT.resolve("web"), Path.of("src", "main", "webapp"))) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(path -> path.toString().matches(".*\\.(java|xhtml)"))
                        .toList()) {
                    pages.append(Files.readString(file)).append('\n');
                }
            }
        }
        return pages.toString();
    }

    private static ResourceBundle bundle() {
        return ResourceBundle.getBundle(Messages.BUNDLE, Locale.ROOT);
    }

    private static Set<String> usedKeys() throws Exception {
        var used = new TreeSet<String>();
        for (Literal literal : literals()) {
            if (KEY.matcher(literal.text()).matches() && !NO_KEYS.contains(literal.text())) {
                used.add(literal.text());
            }
        }
        return used;
    }

    /** All string literals, without those of annotations and of exceptions that signal a bug. */
    private static List<Literal> literals() throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var literals = new ArrayList<Literal>();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files()));
            for (CompilationUnitTree unit : task.parse()) {
                String file =
                        Path.of(unit.getSourceFile().getName()).getFileName().toString();
                unit.accept(new Literals(file.replace(".java", ""), literals), null);
            }
        }
        return literals;
    }

    private static List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        for (String name : PACKAGES) {
            try (Stream<Path> inside = Files.list(ROOT.resolve(name))) {
                inside.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        return files;
    }

    private static final class Literals extends TreeScanner<Object, Object> {
        private final String file;
        private final List<Literal> found;

        Literals(String file, List<Literal> found) {
            this.file = file;
            this.found = found;
        }

        @Override
        public Object visitAnnotation(AnnotationTree annotation, Object nothing) {
            return nothing;
        }

        @Override
        public Object visitNewClass(NewClassTree created, Object nothing) {
            return BUGS.contains(created.getIdentifier().toString()) ? nothing : super.visitNewClass(created, nothing);
        }

        @Override
        public Object visitLiteral(LiteralTree literal, Object nothing) {
            if (literal.getValue() instanceof String text) {
                found.add(new Literal(file, text));
            }
            return nothing;
        }
    }
}
