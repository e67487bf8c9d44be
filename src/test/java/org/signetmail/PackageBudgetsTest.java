package org.signetmail;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.List;
import java.util.Map;

/** How large a package may grow. */
@AnalyzeClasses(packages = "org.signetmail", importOptions = DoNotIncludeTests.class)
class PackageBudgetsTest {
    /**
     * Packages with more than 15 classes. account: values that all others use; alert: the values of two
     * channels; expiry: three tables and the end of each kind of credential; outbox: seven tables, and what
     * sends, logs and deletes their messages; web and signin: a class per part of a page or per rule of
     * sign-in, which splitting would only connect by more dependencies.
     */
    private static final Map<String, Integer> CLASSES = Map.ofEntries(
            Map.entry("account", 51),
            Map.entry("alert", 18),
            Map.entry("check", 17),
            Map.entry("delivery", 24),
            Map.entry("expiry", 22),
            Map.entry("jndi", 19),
            Map.entry("message", 23),
            Map.entry("net", 24),
            Map.entry("outbox", 33),
            Map.entry("settings", 33),
            Map.entry("signin", 42),
            Map.entry("smtp", 22),
            Map.entry("token", 21),
            Map.entry("web", 73));

    /**
     * Packages with more than 7 public classes; Expression Language needs the beans of web and signin to be public. alert and
     * credential: the values that web reads and saves. expiry: its notifier serves health and web as well. token: directory signs its proofs with the same signature.
     */
    private static final Map<String, Integer> PUBLIC_CLASSES = Map.ofEntries(
            Map.entry("account", 46),
            Map.entry("alert", 12),
            Map.entry("credential", 11),
            Map.entry("delivery", 13),
            Map.entry("expiry", 10),
            Map.entry("message", 14),
            Map.entry("net", 16),
            Map.entry("settings", 19),
            Map.entry("signin", 16),
            Map.entry("token", 9),
            Map.entry("web", 41));

    /** A package that has outgrown its budget is named with its size, and grows no further without a reason. */
    @ArchTest
    static void packages_keep_within_their_budgets(JavaClasses product) {
        for (String packageName : FloorPlanTest.DEPENDENCIES.keySet()) {
            List<JavaClass> classes = product.that(resideInAPackage(FloorPlanTest.packageOf(packageName))).stream()
                    .filter(type ->
                            type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                    .toList();
            assertThat(classes)
                    .as("classes of " + packageName)
                    .hasSizeLessThanOrEqualTo(CLASSES.getOrDefault(packageName, 15));
            assertThat(classes.stream().filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC)))
                    .as("public classes of " + packageName)
                    .hasSizeLessThanOrEqualTo(PUBLIC_CLASSES.getOrDefault(packageName, 7));
        }
    }
}
