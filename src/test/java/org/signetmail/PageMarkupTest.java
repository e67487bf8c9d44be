package org.signetmail;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.inject.Named;
import java.beans.Introspector;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** How the pages are written: by PrimeFaces' components and our own class names, with live regions that can change in place. */
class PageMarkupTest {
    private static final Path PAGES = Path.of("src", "main", "webapp");
    private static final Pattern THEIRS = Pattern.compile("\\bui-[a-z-]+");

    /** Of p:confirmDialog, which finds its two buttons by them. */
    private static final List<String> DOCUMENTED = List.of("ui-confirmdialog-yes", "ui-confirmdialog-no");

    private static final Pattern EXPRESSION = Pattern.compile("#\\{([^}]*)}");

    /** Neither a property nor a function. */
    private static final Pattern NAME = Pattern.compile("(?<![.\\w])[a-zA-Z_]\\w*(?![\\w(])");

    private static final Set<String> OPERATORS = Set.of(
            "and", "or", "not", "empty", "eq", "ne", "lt", "gt", "le", "ge", "div", "mod", "true", "false", "null");

    private static void eachElement(BiConsumer<Path, Element> visitor) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        try (Stream<Path> files = Files.walk(PAGES)) {
            for (Path page :
                    files.filter(file -> file.toString().endsWith(".xhtml")).toList()) {
                NodeList all = factory.newDocumentBuilder()
                        .parse(new InputSource(new StringReader(Files.readString(page))))
                        .getElementsByTagName("*");
                for (int index = 0; index < all.getLength(); index++) {
                    visitor.accept(page, (Element) all.item(index));
                }
            }
        }
    }

    /** A name that nothing has is no error to Expression Language: it is null, and a converter is not there. */
    @Test
    void everyNameInAnExpressionIsABeanOrAVariable() throws Exception {
        var known = new TreeSet<>(List.of("resource", "request", "requestScope", "msg"));
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.signetmail").stream()
                        .filter(type -> type.isAnnotatedWith(Named.class))
                        .forEach(type -> known.add(Introspector.decapitalize(type.getSimpleName())));
        eachElement((page, element) -> {
            known.addAll(List.of(element.getAttribute("var"), element.getAttribute("varStatus")));
            if ("param".equals(element.getLocalName())) {
                known.add(element.getAttribute("name"));
            }
            if ("http://signetmail.org/faces".equals(element.getNamespaceURI())) {
                eachAttribute(element, (name, value) -> known.add(name));
            }
        });
        var unknown = new TreeSet<String>();
        eachElement((page, element) -> {
            eachAttribute(element, (name, value) -> unknown.addAll(namesIn(value)));
            for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child.getNodeType() == Node.TEXT_NODE) {
                    unknown.addAll(namesIn(child.getNodeValue()));
                }
            }
        });
        assertThat(unknown).contains("settingsPage", "currentUser");
        unknown.removeAll(known);
        assertThat(unknown).isEmpty();
    }

    private static void eachAttribute(Element element, BiConsumer<String, String> visitor) {
        NamedNodeMap attributes = element.getAttributes();
        for (int index = 0; index < attributes.getLength(); index++) {
            visitor.accept(
                    attributes.item(index).getNodeName(), attributes.item(index).getNodeValue());
        }
    }

    private static Set<String> namesIn(String text) {
        var names = new TreeSet<String>();
        Matcher expressions = EXPRESSION.matcher(text);
        while (expressions.find()) {
            NAME.matcher(expressions.group(1).replaceAll("'[^']*'", ""))
                    .results()
                    .map(MatchResult::group)
                    .filter(name -> !OPERATORS.contains(name))
                    .forEach(names::add);
        }
        return names;
    }

    @Test
    void noMarkupBorrowsAClassNameOfPrimeFaces() throws Exception {
        var found = new ArrayList<String>();
        eachElement((page, element) -> {
            Matcher names = THEIRS.matcher(element.getAttribute("class") + " " + element.getAttribute("styleClass"));
            while (names.find()) {
                if (!DOCUMENTED.contains(names.group())) {
                    found.add(page.getFileName() + ": " + element.getTagName() + " " + names.group());
                }
            }
        });
        assertThat(found).isEmpty();
    }

    /** What has a widget is replaced as a whole, by a script. */
    @Test
    void noLiveRegionHasAWidgetInIt() throws Exception {
        var regions = new ArrayList<String>();
        var found = new ArrayList<String>();
        eachElement((page, element) -> {
            if (List.of(element.getAttribute("styleClass").split(" ")).contains("live")) {
                regions.add(element.getAttribute("id"));
                NodeList inside = element.getElementsByTagNameNS("primefaces", "*");
                for (int index = 0; index < inside.getLength(); index++) {
                    if (!"tag".equals(inside.item(index).getLocalName())) {
                        found.add(element.getAttribute("id") + ": "
                                + inside.item(index).getNodeName());
                    }
                }
            }
        });
        assertThat(regions).hasSizeGreaterThan(20);
        assertThat(found).isEmpty();
    }

    @Test
    void oneTagTellsTheServerWhatIsTyped() throws Exception {
        var telling = new ArrayList<String>();
        eachElement((page, element) -> {
            if (element.getAttribute("listener").contains("settingsPage.changed")) {
                telling.add(page.getFileName() + ": " + element.getTagName());
            }
        });
        assertThat(telling).containsExactly("changed.xhtml: p:ajax");
    }

    /** A menu is no element that a label can be for: signet.js names it by the element of this id. */
    @Test
    void everyMenuHasALabelBesideIt() throws Exception {
        var labels = new ArrayList<String>();
        var menus = new ArrayList<String>();
        eachElement((page, element) -> {
            labels.add(element.getAttribute("id"));
            if ("true".equals(element.getAttribute("group"))) {
                labels.add(element.getAttribute("key") + "-label");
            }
            if ("selectOneMenu".equals(element.getLocalName())) {
                menus.add(element.getAttribute("id") + "-label");
            }
        });
        assertThat(menus).hasSizeGreaterThan(5).isSubsetOf(labels);
    }

    /** Facelets drops it, so two sentences would touch. */
    @Test
    void noBlankIsBetweenAClosingTagAndAComponent() throws Exception {
        try (Stream<Path> files = Files.walk(PAGES)) {
            for (Path page :
                    files.filter(file -> file.toString().endsWith(".xhtml")).toList()) {
                assertThat(Files.readString(page)).as(page.toString()).doesNotContainPattern("</[a-z]+> +<[hp]:");
            }
        }
    }
}
