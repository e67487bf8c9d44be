package org.signetmail.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The list of what the WAR brings, for scanners … */
class BillOfMaterialsIT {
    private static final String LIBRARIES = "WEB-INF/lib/";

    private static JsonObject bill(JarFile war) throws Exception {
        ZipEntry entry = war.getEntry("META-INF/sbom/signet.cdx.json");
        assertThat(entry)
                .as("the bill; with mvn -o the CycloneDX plugin makes none")
                .isNotNull();
        try (InputStream file = war.getInputStream(entry);
                var reader = Json.createReader(file)) {
            return reader.readObject();
        }
    }

    private static String sha256(JarFile war, JarEntry entry) throws Exception {
        try (InputStream content = war.getInputStream(entry)) {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content.readAllBytes()));
        }
    }

    /** By name and content: a bill of another build would be none. */
    @Test
    void namesEachJarOfTheWarAndNothingElse() throws Exception {
        try (var war = new JarFile("target/signet.war")) {
            JsonObject bill = bill(war);
            var inTheWar = new TreeMap<String, String>();
            for (var entry : (Iterable<JarEntry>) war.stream()::iterator) {
                if (entry.getName().startsWith(LIBRARIES) && entry.getName().endsWith(".jar")) {
                    inTheWar.put(sha256(war, entry), entry.getName().substring(LIBRARIES.length()));
                }
            }
            var onTheBill = new TreeMap<String, String>();
            for (JsonObject component : bill.getJsonArray("components").getValuesAs(JsonObject.class)) {
                String hash = component.getJsonArray("hashes").getValuesAs(JsonObject.class).stream()
                        .filter(each -> each.getString("alg").equals("SHA-256"))
                        .findFirst()
                        .orElseThrow()
                        .getString("content");
                assertThat(component.getString("purl")).startsWith("pkg:maven/");
                onTheBill.put(hash, component.getString("name") + "-" + component.getString("version"));
            }

            assertThat(bill.getString("bomFormat")).isEqualTo("CycloneDX");
            assertThat(bill.getJsonObject("metadata").getJsonObject("component").getString("name"))
                    .isEqualTo("signet");
            assertThat(onTheBill.keySet()).isEqualTo(inTheWar.keySet());
            for (Map.Entry<String, String> jar : inTheWar.entrySet()) {
                assertThat(jar.getValue()).startsWith(onTheBill.get(jar.getKey()));
            }
        }
    }

    /** Nothing of the moment or the machine: two builds give the same bytes. */
    @Test
    void tellsNothingOfTheMomentOrTheMachine() throws Exception {
        try (var war = new JarFile("target/signet.war")) {
            JsonObject bill = bill(war);

            assertThat(bill.getJsonObject("metadata").containsKey("timestamp")).isFalse();
            assertThat(bill.toString()).doesNotContain(System.getProperty("user.dir"), System.getProperty("user.home"));
        }
    }
}
