package org.signetmail;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.signetmail.delivery.GracefulShutdown;

/** The allowed dependencies between packages, and on libraries. A new dependency is a new entry in the tables below. */
@AnalyzeClasses(packages = "org.signetmail", importOptions = DoNotIncludeTests.class)
class FloorPlanTest {
    private static final String ROOT = "org.signetmail";

    /** Package → the packages it may depend on: lower layers only. */
    static final Map<String, List<String>> DEPENDENCIES = new TreeMap<>(
            Map.ofEntries(
                    Map.entry("text", packages("")),
                    Map.entry("account", packages("text")),
                    Map.entry("log", packages("")),
                    Map.entry("seal", packages("log account text")),
                    Map.entry("database", packages("log account text")),
                    // settings: passwords are checked against the saved domains, which attackers try first.
                    Map.entry("signin", packages("settings log account text")),
                    Map.entry("net", packages("log account text")),
                    Map.entry("token", packages("net log account text")),
                    Map.entry("credential", packages("seal account text")),
                    Map.entry("settings", packages("credential seal net log account text")),
                    Map.entry("message", packages("account text")),
                    Map.entry("smtp", packages("message token net log account text")),
                    Map.entry("graph", packages("message token net account text")),
                    Map.entry(
                            "delivery",
                            packages("smtp graph message settings credential seal token net log account text")),
                    Map.entry("check", packages("smtp token log account text")),
                    Map.entry("alert", packages("smtp message settings seal token net log account text")),
                    Map.entry(
                            "expiry",
                            packages(
                                    "alert delivery directory message settings credential seal token log account text")),
                    Map.entry("directory", packages("graph token net credential seal log account text")),
                    // No page depends on it: messages of other applications do not concern the pages. net: its sessions
                    // open no
                    // socket.
                    Map.entry("jndi", packages("outbox delivery message settings seal net log account text")),
                    Map.entry("outbox", packages("delivery message settings seal log account text")),
                    // health: an administrator's session opens the metrics, too.
                    Map.entry(
                            "health",
                            packages(
                                    "jndi expiry outbox delivery message signin token settings credential seal database log account text")),
                    Map.entry(
                            "web",
                            packages(
                                    "outbox expiry alert check directory delivery message settings credential signin seal token database log account text"))));

    /** Library → the only packages that may depend on it. */
    private static final Map<String, List<String>> LIBRARIES = new TreeMap<>(Map.ofEntries(
            Map.entry("com.microsoft.aad..", List.of("token")),
            Map.entry("org.apache.hc..", List.of("net")),
            Map.entry("jakarta.mail..", List.of("message", "smtp", "delivery", "jndi")),
            Map.entry("org.eclipse.angus..", List.of("smtp")),
            // net: a JNDI name shows whether the server's data grid is active.
            Map.entry("javax.naming..", List.of("jndi", "net")),
            Map.entry("jakarta.faces..", List.of("web", "signin")),
            Map.entry("org.primefaces..", List.of("web")),
            Map.entry("org.commonmark..", List.of("web")),
            Map.entry("org.wildfly.security..", List.of("credential")),
            Map.entry("org.flywaydb..", List.of("database")),
            Map.entry("org.h2..", List.of("database")),
            Map.entry("org.postgresql..", List.of("database")),
            Map.entry(
                    "jakarta.persistence..",
                    List.of("alert", "credential", "outbox", "settings", "signin", "expiry", "health")),
            Map.entry("org.eclipse.microprofile.health..", List.of("health")),
            Map.entry("io.prometheus..", List.of("health")),
            Map.entry("jakarta.ejb..", List.of("expiry", "health", "outbox"))));

    @ArchTest
    static void packages_depend_only_on_lower_layers(JavaClasses product) {
        DEPENDENCIES.forEach((packageName, allowed) -> {
            var forbidden = DEPENDENCIES.keySet().stream()
                    .filter(other -> !other.equals(packageName) && !allowed.contains(other));
            noClasses()
                    .that()
                    .resideInAPackage(packageOf(packageName))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(Stream.concat(forbidden.map(FloorPlanTest::packageOf), Stream.of(ROOT))
                            .toArray(String[]::new))
                    .because("the table does not allow this dependency of " + packageName)
                    .check(product);
        });
    }

    @ArchTest
    static void libraries_are_used_only_by_their_packages(JavaClasses product) {
        LIBRARIES.forEach((library, packageNames) -> noClasses()
                .that()
                .resideOutsideOfPackages(packagesOf(packageNames))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because("only " + packageNames + " may depend on " + library)
                .check(product));
    }

    @ArchTest
    static final ArchRule only_net_and_smtp_open_connections = noClasses()
            .that()
            .resideOutsideOfPackages(packagesOf(List.of("net", "smtp", "account")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "javax.net..")
            .because("only net and smtp open connections");

    @ArchTest
    static final ArchRule there_are_no_other_packages = classes()
            .should()
            .resideInAnyPackage(Stream.concat(
                            Stream.of(ROOT), DEPENDENCIES.keySet().stream().map(FloorPlanTest::packageOf))
                    .toArray(String[]::new))
            .because("a new package or subpackage needs a reason");

    @ArchTest
    static final ArchRule time_is_injected = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("time comes from the injected Clock");

    @ArchTest
    static final ArchRule class_names_are_specific = noClasses()
            .should()
            .haveNameMatching(".*(Service|Manager|Helper|Util|Utils|Impl|Bean)")
            .because("such a name does not tell what the class does");

    @ArchTest
    static final ArchRule pages_call_the_methods_of_a_record = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .areAssignableTo(Record.class)
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage(packageOf("web"))
            .should()
            .haveNameMatching("(get|is)[A-Z].*")
            .because("Jakarta EE 11 resolves no bean properties in a record: a page writes step.word(), not step.word");

    @ArchTest
    static final ArchRule no_standard_streams = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule no_other_logging = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule every_log_line_has_a_code = noClasses()
            .that()
            .resideOutsideOfPackage(packageOf("log"))
            .should()
            .dependOnClassesThat()
            .areAssignableTo(System.Logger.class)
            .because("a line of the log is a LogEvent");

    /** A message of another application enters by jndi, and crosses only what jndi may depend on. */
    @Test
    void a_stop_loads_every_package_that_a_message_crosses() {
        var crossed = new TreeSet<String>();
        var open = new ArrayDeque<>(List.of("jndi"));
        while (!open.isEmpty()) {
            String packageName = open.remove();
            if (crossed.add(packageName)) {
                open.addAll(DEPENDENCIES.get(packageName));
            }
        }
        assertThat(GracefulShutdown.PACKAGES).containsExactlyInAnyOrderElementsOf(crossed);
    }

    /** A rule over no classes would always hold. */
    @ArchTest
    static void all_packages_are_imported(JavaClasses product) {
        assertThat(product.size()).isGreaterThan(40);
        for (String packageName : DEPENDENCIES.keySet()) {
            assertThat(product.that(resideInAPackage(packageOf(packageName))))
                    .as(packageName)
                    .isNotEmpty();
        }
    }

    private static List<String> packages(String names) {
        return names.isEmpty() ? List.of() : List.of(names.split(" ", -1));
    }

    static String packageOf(String packageName) {
        return ROOT + "." + packageName;
    }

    private static String[] packagesOf(Collection<String> packageNames) {
        return packageNames.stream().map(FloorPlanTest::packageOf).toArray(String[]::new);
    }
}
