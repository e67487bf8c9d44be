package org.signetmail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Every text of the pages is in the bundle: none is in a page or in an expression of one. */
class PageTextsTest {
    static final Path PAGES = Path.of("src", "main", "webapp");

    /** Attributes of HTML, PrimeFaces and our tags that a user reads or hears. */
    private static final Set<String> READ = Set.of(
            "aka",
            "alt",
            "aria-description",
            "aria-label",
            "emptyMessage",
            "header",
            "headerText",
            "itemLabel",
            "label",
            "message",
            "noButtonLabel",
            "placeholder",
            "text",
            "title",
            "value",
            "yesButtonLabel");

    /** Elements whose value is an attribute for programs. */
    private static final Set<String> FOR_PROGRAMS = Set.of("f:passThroughAttribute", "ui:param", "meta");

    private static final Pattern EXPRESSION = Pattern.compile("#\\{[^}]*}");
    private static final Pattern EL_LITERAL = Pattern.compile("'([^']*)'");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    /** A blank between words, or a word that begins with a capital letter. */
    static final Predicate<String> LANGUAGE = Pattern.compile("\\p{L}\\S* +\\S*\\p{L}|(?<![\\w/.(-])\\p{Lu}\\p{Ll}")
            .asPredicate();

    static List<Path> files(Path folder, String ending) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    @Test
    void noPageContainsAText() throws Exception {
        var found = new ArrayList<String>();
        List<Path> pages = files(PAGES, ".xhtml");
        assertThat(pages).hasSizeGreaterThan(20);
        for (Path page : pages) {
            textsIn(Files.readString(page)).forEach(text -> found.add(page.getFileName() + ": " + text));
        }
        assertThat(found).isEmpty();
    }

    /** Tests the test itself. */
    @Test
    void aTextInAPageIsFound() throws Exception {
        assertThat(
                        textsIn(
                                "<p title='A title'>#{view.a} or <b aria-label='#{view.b}'>b</b>"
                                        + "<i class='Some Class'>#{view.c ? 'On' : 'one blank'}#{view.d eq 'NONE' ? 'spin' : ''} 1:</i></p>"))
                .containsExactly("title=A title", "or", "b", "'On'", "'one blank'");
    }

    private static List<String> textsIn(String page) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        var found = new ArrayList<String>();
        NodeList all = factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(page)))
                .getElementsByTagName("*");
        for (int index = 0; index < all.getLength(); index++) {
            var element = (Element) all.item(index);
            NamedNodeMap attributes = element.getAttributes();
            for (int at = 0; at < attributes.getLength(); at++) {
                Node attribute = attributes.item(at);
                String name = attribute.getNodeName().replaceFirst("^pt:", "");
                if (READ.contains(name) && !FOR_PROGRAMS.contains(element.getTagName()) && isText(attribute)) {
                    found.add(name + "=" + attribute.getNodeValue());
                }
                found.addAll(textsInExpressions(attribute.getNodeValue()));
            }
            for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child.getNodeType() == Node.TEXT_NODE) {
                    if (isText(child)) {
                        found.add(EXPRESSION
                                .matcher(child.getNodeValue())
                                .replaceAll("")
                                .strip());
                    }
                    found.addAll(textsInExpressions(child.getNodeValue()));
                }
            }
        }
        return found;
    }

    private static boolean isText(Node node) {
        return LETTER.matcher(EXPRESSION.matcher(node.getNodeValue()).replaceAll(""))
                .find();
    }

    private static List<String> textsInExpressions(String value) {
        return EXPRESSION
                .matcher(value)
                .results()
                .flatMap(expression -> EL_LITERAL.matcher(expression.group()).results())
                .filter(literal -> LANGUAGE.test(literal.group(1)))
                .map(MatchResult::group)
                .toList();
    }
}
