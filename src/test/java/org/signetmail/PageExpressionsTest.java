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
 * Pages include only constant paths, and no expression is created from user input.
 *
 * <p>Mojarra before 4.0.22 and 4.1.13 (CVE-2026-46581) and later ones (CVE-2026-120421) are vulnerable if an expression
 * names a template or included page, or with a client window mode. SECURITY.md refers to this test for servers with
 * these versions.
 */
@AnalyzeClasses(packages = "org.signetmail", importOptions = DoNotIncludeTests.class)
class PageExpressionsTest {
    private static final Path PAGES = Path.of("src", "main", "webapp");

    /** The namespace of Facelets, in all its versions. */
    private static final Set<String> FACELETS =
            Set.of("jakarta.faces.facelets", "http://xmlns.jcp.org/jsf/facelets", "http://java.sun.com/jsf/facelets");

    /** Attributes with the path of another page: of ui:include, ui:decorate, ui:composition and others. */
    private static final List<String> PATH_ATTRIBUTES = List.of("src", "template");

    private static List<Path> files(String ending) throws Exception {
        try (Stream<Path> files = Files.walk(PAGES)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static List<String> dynamicIncludes(String page) throws Exception {
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
                for (String attribute : PATH_ATTRIBUTES) {
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
    void noPageIncludesADynamicPath() throws Exception {
        List<Path> pages = files(".xhtml");
        assertThat(pages).hasSizeGreaterThan(10);
        for (Path page : pages) {
            assertThat(dynamicIncludes(Files.readString(page)))
                    .as(page.toString())
                    .isEmpty();
        }
    }

    /** Tests the test itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ui:include src='#{param.page}' xmlns:ui='jakarta.faces.facelets'/>",
                "<u:decorate template='/a/${cookie.x}' xmlns:u='http://xmlns.jcp.org/jsf/facelets'/>",
                "<div><x:composition template='#{bean.layout}' xmlns:x='http://java.sun.com/jsf/facelets'/></div>"
            })
    void aDynamicPathIsFound(String page) throws Exception {
        assertThat(dynamicIncludes(page)).hasSize(1);
    }

    @Test
    void noTagLibraryHasADynamicPath() throws Exception {
        for (Path library : files(".taglib.xml")) {
            assertThat(Files.readString(library)).doesNotContain("#{", "${");
        }
    }

    @Test
    void noClientWindowModeIsSet() throws Exception {
        for (Path descriptor : files(".xml")) {
            assertThat(Files.readString(descriptor))
                    .as(descriptor.toString())
                    .doesNotContainIgnoringCase("CLIENT_WINDOW_MODE", "client-window");
        }
        assertThat(files("web-fragment.xml")).isEmpty();
    }

    /** ExpressionFactory, ELProcessor, ValueExpression and others. */
    @ArchTest
    static final ArchRule no_expression_is_created = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.el..")
            .because("user input must never become an expression");

    @ArchTest
    static final ArchRule no_expression_is_evaluated = noClasses()
            .should()
            .callMethodWhere(target(nameMatching("evaluateExpressionGet|getExpressionFactory|evaluateELExpression")))
            .because("Application.evaluateExpressionGet creates an expression from text");

    /** Bean Validation expands expressions in its messages. */
    @ArchTest
    static final ArchRule no_message_of_bean_validation = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.validation..")
            .because("a message with user input would be an expression");
}
