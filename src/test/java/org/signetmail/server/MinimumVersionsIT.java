package org.signetmail.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The versions of all that runs in the process of a server with Signet: none is older than the one that closed its last known
 * hole that matters here. Scanners look into the WAR alone, and know Angus Mail by another name than that of its jar.
 */
class MinimumVersionsIT {
    private static final Path TARGET = Path.of("target");

    /** Every jar of the WAR; where no hole is known, the version that was looked at. */
    private static final Map<String, String> OF_THE_WAR = new TreeMap<>(Map.ofEntries(
            Map.entry("primefaces", "15.0.13"), // The schedule's XSS (primefaces#14656)
            Map.entry("postgresql", "42.7.12"), // CVE-2026-54291, CVE-2026-42198, CVE-2025-49146
            Map.entry("h2", "2.2.220"), // CVE-2022-45868
            Map.entry("msal4j", "1.23.0"), // The first without Nimbus and json-smart
            Map.entry("azure-json", "1.4.0"),
            Map.entry("commonmark", "0.24.0"),
            Map.entry("flyway-core", "13.12.1"), // Without Jackson: the first that does without is 13.5.0
            Map.entry("flyway-database-postgresql", "13.12.1"),
            Map.entry("httpcore5", "5.4.4"),
            Map.entry("prometheus-metrics-config", "1.10.0"),
            Map.entry("prometheus-metrics-exposition-textformats", "1.10.0"),
            Map.entry("prometheus-metrics-model", "1.10.0"),
            Map.entry("wildfly-elytron-x500-cert", "2.6.4.Final"),
            Map.entry("wildfly-elytron-x500-cert-util", "2.6.4.Final"),
            Map.entry("wildfly-elytron-asn1", "2.6.4.Final"),
            Map.entry("wildfly-common", "1.6.0.Final"),
            Map.entry("slf4j-api", "1.7.36")));

    /** What a server brings and Signet uses. By the line of a version: a hole is closed in each. */
    private static final Map<String, List<String>> OF_A_SERVER = Map.of(
            "angus-mail", List.of("2.0.4"), // CVE-2025-7962
            "jakarta.faces", List.of("4.0.29", "4.1.13"), // CVE-2026-46581; CVE-2026-120421 in 4.0
            "parsson", List.of("1.1.4"), // CVE-2023-4043
            "jakarta.json", List.of("1.1.4"), // Payara's name for it
            "undertow-core", List.of("2.3.20"), // CVE-2025-9784
            "h2", List.of("2.2.220")); // CVE-2022-45868

    /** What SECURITY.md excuses, a row each: server, version, jar, version, and the test that guards the reason. */
    private static final Pattern EXCEPTION = Pattern.compile(
            "^\\| ([\\w ]+) (\\d[\\w.]*) \\| `([\\w.-]+)` (\\d[\\w.-]*) \\|[^|]*\\|[^|]*\\| `([\\w/]+)` \\|$",
            Pattern.MULTILINE);

    private enum Server {
        PAYARA_MICRO_6("Payara Micro 6", "payara-micro.jar"),
        PAYARA_MICRO_7("Payara Micro 7", "payara-micro-7.jar"),
        WILDFLY("WildFly 39", "wildfly");

        private final String title;
        private final Path place;

        Server(String title, String place) {
            this.title = title;
            this.place = TARGET.resolve(place);
        }

        BundledJars jars() throws IOException {
            return Files.isDirectory(place) ? BundledJars.below(place) : BundledJars.inArchive(place);
        }
    }

    @Test
    void eachJarOfTheWarIsKnownAndNoneIsTooOld() throws IOException {
        Map<String, String> jars =
                BundledJars.inArchive(TARGET.resolve("signet.war")).versions();

        assertThat(jars).containsOnlyKeys(OF_THE_WAR.keySet());
        OF_THE_WAR.forEach((jar, minimum) ->
                assertThat(Version.parse(jars.get(jar))).as(jar).isGreaterThanOrEqualTo(Version.parse(minimum)));
    }

    /** Older ones are excused one by one in SECURITY.md, and no longer than they are older. */
    @ParameterizedTest
    @EnumSource
    void whatAServerBringsIsNewEnoughOrExcused(Server server) throws IOException {
        assumeTrue(Files.exists(server.place), server.place + " was not fetched");
        Map<String, String> jars = server.jars().versions();
        List<String> excused = EXCEPTION
                .matcher(Files.readString(Path.of("SECURITY.md")))
                .results()
                .filter(row -> (row.group(1) + " " + row.group(2)).startsWith(server.title))
                .map(row -> row.group(3) + " " + row.group(4))
                .toList();

        List<String> old = OF_A_SERVER.entrySet().stream()
                .filter(known -> jars.containsKey(known.getKey()))
                .filter(known -> !isNewEnough(jars.get(known.getKey()), known.getValue()))
                .map(known -> known.getKey() + " " + jars.get(known.getKey()))
                .toList();

        assertThat(jars).containsKeys("angus-mail", "jakarta.faces", "h2");
        assertThat(excused).containsExactlyInAnyOrderElementsOf(old);
    }

    @Test
    void theReasonOfEachExcuseIsGuarded() throws IOException {
        List<MatchResult> rows = EXCEPTION
                .matcher(Files.readString(Path.of("SECURITY.md")))
                .results()
                .toList();
        assertThat(rows).isNotEmpty();
        for (MatchResult row : rows) {
            assertThat(Path.of("src/test/java/org/signetmail", row.group(5) + ".java"))
                    .as("the test that guards it")
                    .exists();
            assertThat(isNewEnough(row.group(4), OF_A_SERVER.get(row.group(3))))
                    .as(row.group() + " needs no excuse")
                    .isFalse();
        }
    }

    /** Compared within its own line, 4.0 or 4.1. */
    private static boolean isNewEnough(String version, List<String> minimums) {
        String plain = version.replaceAll("[.-](payara|Final|SP).*", "");
        String line = plain.replaceAll("^(\\d+\\.\\d+).*", "$1.");
        String minimum = minimums.stream()
                .filter(each -> each.startsWith(line))
                .findFirst()
                .orElse(minimums.get(minimums.size() - 1));
        return Version.parse(plain).compareTo(Version.parse(minimum)) >= 0;
    }
}
