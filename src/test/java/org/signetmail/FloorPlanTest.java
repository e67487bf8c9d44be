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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The rooms, their doors and who speaks which technology. A new door is one word more in the tables below. */
@AnalyzeClasses(packages = "org.signetmail", importOptions = DoNotIncludeTests.class)
class FloorPlanTest {
    private static final String HOUSE = "org.signetmail";

    /** Room → the rooms it may enter. Imports go down only. */
    private static final Map<String, List<String>> DOORS = new TreeMap<>(Map.ofEntries(
            Map.entry("account", List.of()),
            Map.entry("log", List.of()),
            Map.entry("seal", List.of("log", "account")),
            Map.entry("database", List.of("log", "account")),
            // The words of the saved domains make a password that is guessed first.
            Map.entry("signin", List.of("settings", "log", "account")),
            Map.entry("net", List.of("log", "account")),
            Map.entry("token", List.of("net", "log", "account")),
            Map.entry("settings", List.of("seal", "net", "log", "account")),
            Map.entry("message", List.of("account")),
            Map.entry("smtp", List.of("message", "token", "net", "log", "account")),
            Map.entry("graph", List.of("message", "token", "net", "account")),
            Map.entry(
                    "delivery",
                    List.of("smtp", "graph", "message", "settings", "seal", "token", "net", "log", "account")),
            Map.entry("check", List.of("smtp", "token", "log", "account")),
            Map.entry("expiry", List.of("delivery", "message", "settings", "seal", "token", "log", "account")),
            // Beside all pages: a message that other code wrote is no business of theirs.
            Map.entry("jndi", List.of("delivery", "message", "settings", "seal", "log", "account")),
            Map.entry("health", List.of("jndi", "settings", "seal", "database")),
            Map.entry(
                    "web",
                    List.of(
                            "expiry",
                            "check",
                            "delivery",
                            "message",
                            "settings",
                            "signin",
                            "seal",
                            "token",
                            "database",
                            "log",
                            "account"))));

    /** Technology → the rooms that alone speak it. */
    private static final Map<String, List<String>> SPEAKERS = new TreeMap<>(Map.ofEntries(
            Map.entry("com.microsoft.aad..", List.of("token")),
            Map.entry("org.apache.hc..", List.of("net")),
            Map.entry("jakarta.mail..", List.of("message", "smtp", "delivery", "jndi")),
            Map.entry("org.eclipse.angus..", List.of("smtp")),
            // wire: whether the server's data grid listens is told by a name.
            Map.entry("javax.naming..", List.of("delivery", "jndi", "net")),
            Map.entry("jakarta.faces..", List.of("web", "signin")),
            Map.entry("org.primefaces..", List.of("web")),
            Map.entry("org.commonmark..", List.of("web")),
            Map.entry("org.flywaydb..", List.of("database")),
            Map.entry("org.h2..", List.of("database")),
            Map.entry("org.postgresql..", List.of("database")),
            Map.entry("jakarta.persistence..", List.of("settings", "signin", "expiry")),
            Map.entry("org.eclipse.microprofile.health..", List.of("health")),
            Map.entry("jakarta.ejb..", List.of("expiry"))));

    @ArchTest
    static void every_room_enters_only_those_below_it(JavaClasses house) {
        DOORS.forEach((room, open) -> {
            var closed = DOORS.keySet().stream().filter(other -> !other.equals(room) && !open.contains(other));
            noClasses()
                    .that()
                    .resideInAPackage(packageOf(room))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(Stream.concat(closed.map(FloorPlanTest::packageOf), Stream.of(HOUSE))
                            .toArray(String[]::new))
                    .because("the floor plan has no such door from " + room)
                    .check(house);
        });
    }

    @ArchTest
    static void every_technology_has_its_home(JavaClasses house) {
        SPEAKERS.forEach((technology, rooms) -> noClasses()
                .that()
                .resideOutsideOfPackages(packagesOf(rooms))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(technology)
                .because(technology + " is spoken in " + rooms + " only")
                .check(house));
    }

    @ArchTest
    static final ArchRule only_two_rooms_call_out = noClasses()
            .that()
            .resideOutsideOfPackages(packagesOf(List.of("net", "smtp", "account")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "javax.net..")
            .because("only net and smtp open connections");

    @ArchTest
    static final ArchRule every_room_is_flat = classes()
            .should()
            .resideInAnyPackage(
                    Stream.concat(Stream.of(HOUSE), DOORS.keySet().stream().map(FloorPlanTest::packageOf))
                            .toArray(String[]::new))
            .because("a sub-package or a new room is argued for first");

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
    static final ArchRule names_are_found = noClasses()
            .should()
            .haveNameMatching(".*(Service|Manager|Helper|Util|Utils|Impl|Bean)")
            .because("a class that is named so has not found its name yet");

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
            .because(
                    "Jakarta EE 11 no longer sees a bean's property in a record: a page writes step.word(), not step.word");

    @ArchTest
    static final ArchRule no_standard_streams = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule no_other_logging = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule every_line_of_the_log_has_a_code = noClasses()
            .that()
            .resideOutsideOfPackage(packageOf("log"))
            .should()
            .dependOnClassesThat()
            .areAssignableTo(System.Logger.class)
            .because("a line of the log is a LogEvent");

    /** A rule over an empty house would always hold. */
    @ArchTest
    static void the_house_was_seen(JavaClasses house) {
        assertThat(house.size()).isGreaterThan(40);
        for (String room : DOORS.keySet()) {
            assertThat(house.that(resideInAPackage(packageOf(room)))).as(room).isNotEmpty();
        }
    }

    private static String packageOf(String room) {
        return HOUSE + "." + room;
    }

    private static String[] packagesOf(Collection<String> rooms) {
        return rooms.stream().map(FloorPlanTest::packageOf).toArray(String[]::new);
    }
}
