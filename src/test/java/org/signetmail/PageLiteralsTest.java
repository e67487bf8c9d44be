package org.signetmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signetmail.PageTextsTest.LANGUAGE;
import static org.signetmail.PageTextsTest.PAGES;
import static org.signetmail.PageTextsTest.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No string literal behind the pages, in Java and in scripts, is a text: each is in the bundle. */
class PageLiteralsTest {
    private static final Path JAVA = Path.of("src", "main", "java", "org", "signetmail", "web");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)(?<=\\s|^)//.*$");
    /** The same in a script, in which most literals with blanks are selectors; or a word before a value. */
    private static final Predicate<String> SCRIPT_LANGUAGE =
            Pattern.compile("\\p{Lu}\\p{Ll}+.*| ?(?!use strict)\\p{L}+ .*").asMatchPredicate();

    /** Literals in Java that look like language, and what they are. */
    private static final Map<String, String> NO_TEXTS = Map.of(
            "uuuu-MM-dd HH:mm:ss 'UTC'", "a format of Microsoft's support",
            "[d MMM uuuu][d MMMM uuuu][MMM d, uuuu][MMMM d, uuuu][uuuu-MM-dd]", "formats of a typed day",
            "btn is-small", "class names",
            "Clear-Site-Data", "a header of HTTP",
            "Content-Disposition", "likewise",
            "text/csv; charset=UTF-8", "the value of one",
            "attachment; filename=\\\"delivery.csv\\\"", "likewise",
            "The browser went away.", "the message of an exception, for the log");

    @Test
    void noClassOfThePagesContainsAText() throws Exception {
        var found = new ArrayList<String>();
        for (Path source : files(JAVA, ".java")) {
            LITERAL.matcher(COMMENT.matcher(Files.readString(source)).replaceAll(""))
                    .results()
                    .map(literal -> literal.group(1))
                    .filter(LANGUAGE)
                    .filter(literal -> !NO_TEXTS.containsKey(literal))
                    .forEach(literal -> found.add(source.getFileName() + ": " + literal));
        }
        assertThat(found).isEmpty();
    }

    /** A script takes its texts from data attributes. */
    @Test
    void noScriptSetsAText() throws Exception {
        var found = new ArrayList<String>();
        for (Path script : files(PAGES, ".js")) {
            LITERAL.matcher(COMMENT.matcher(Files.readString(script)).replaceAll(""))
                    .results()
                    .map(literal -> literal.group(1))
                    .filter(SCRIPT_LANGUAGE)
                    .forEach(literal -> found.add(script.getFileName() + ": " + literal));
        }
        assertThat(found).isEmpty();
    }
}
