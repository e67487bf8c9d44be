package org.signetmail;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * What a page includes is written in it, and no expression is made of what somebody typed.
 *
 * <p>Mojarra before 4.0.22 and 4.1.13 (CVE-2026-46581) and later ones (CVE-2026-120421) can be led by a template or included page
 * that an expression names, and by a client window mode. SECURITY.md excuses the servers that bring these versions by this
 * test.
 */
@AnalyzeClasses(packages = "org.signetmail", importOptions = DoNotIncludeTests.class)
class PageExpressionsTest {
    private static final Path PAGES = Path.of("src", "main", "webapp");

    /** Of Facelets, by all names that the namespace has had. */
    private static final Set<String> FACELETS =
            Set.of("jakarta.faces.facelets", "http://xmlns.jcp.org/jsf/facelets", "http://java.sun.com/jsf/facelets");

    /** What names another page: ui:include, ui:decorate, ui:composition and their kin. */
    private static final List<String> NAMING = List.of("src", "template");

    private static List<Path> files(String ending) throws Exception {
        try (Stream<Path> files = Files.walk(PAGES)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static List<String> led(String page) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        NodeList all = factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(page)))
                .getElementsByTagName("*");
        var found = new ArrayList<String>();
        for (int index = 0; index < all.getLength(); index++) {
            var element = (Element) all.item(index);
            if (element.getNamespaceURI() != null && FACELETS.contains(element.getNamespaceURI())) {
                for (String attribute : NAMING) {
                    String named = element.getAttribute(attribute);
                    if (named.contains("#{") || named.contains("${")) {
                        found.add(element.getTagName() + " " + attribute + "=" + named);
                    }
                }
            }
        }
        return found;
    }

    @Test
    void noPageIncludesWhatAnExpressionNames() throws Exception {
        List<Path> pages = files(".xhtml");
        assertThat(pages).hasSizeGreaterThan(10);
        for (Path page : pages) {
            assertThat(led(Files.readString(page))).as(page.toString()).isEmpty();
        }
    }

    /** The test itself: what it would find. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ui:include src='#{param.page}' xmlns:ui='jakarta.faces.facelets'/>",
                "<u:decorate template='/a/${cookie.x}' xmlns:u='http://xmlns.jcp.org/jsf/facelets'/>",
                "<div><x:composition template='#{bean.layout}' xmlns:x='http://java.sun.com/jsf/facelets'/></div>"
            })
    void suchAPageWouldBeFound(String page) throws Exception {
        assertThat(led(page)).hasSize(1);
    }

    @Test
    void noTagLeadsToWhatAnExpressionNames() throws Exception {
        for (Path library : files(".taglib.xml")) {
            assertThat(Files.readString(library)).doesNotContain("#{", "${");
        }
    }

    @Test
    void noClientWindowIsKept() throws Exception {
        for (Path descriptor : files(".xml")) {
            assertThat(Files.readString(descriptor))
                    .as(descriptor.toString())
                    .doesNotContainIgnoringCase("CLIENT_WINDOW_MODE", "client-window");
        }
        assertThat(files("web-fragment.xml")).isEmpty();
    }

    /** ExpressionFactory, ELProcessor, ValueExpression and their kin. */
    @ArchTest
    static final ArchRule no_expression_is_made = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.el..")
            .because("text that somebody typed must never become an expression");

    @ArchTest
    static final ArchRule no_expression_is_evaluated = noClasses()
            .should()
            .callMethodWhere(target(nameMatching("evaluateExpressionGet|getExpressionFactory|evaluateELExpression")))
            .because("Application.evaluateExpressionGet makes an expression of a text");

    /** Bean Validation expands expressions in its messages. */
    @ArchTest
    static final ArchRule no_message_of_bean_validation = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.validation..")
            .because("a message with a typed value in it would be an expression");
}
