package org.signetmail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** How the pages are written: by PrimeFaces' components and our own class names, with live regions that can change in place. */
class PageMarkupTest {
    private static final Path PAGES = Path.of("src", "main", "webapp");
    private static final Pattern THEIRS = Pattern.compile("\\bui-[a-z-]+");

    /** Of p:confirmDialog, which finds its two buttons by them. */
    private static final List<String> DOCUMENTED = List.of("ui-confirmdialog-yes", "ui-confirmdialog-no");

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
}
