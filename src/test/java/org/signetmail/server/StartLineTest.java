package org.signetmail.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the README tells an operator to type, and what the operator's script does, which the tests run. */
class StartLineTest {
    private static final List<String> CARE = List.of("--nohazelcast", "--disablephonehome");

    @Test
    void theReadmeStartsPayaraMicroNowhereWithoutTheScriptsCare() throws Exception {
        List<String> lines = Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.contains("-jar payara-micro.jar"))
                .toList();

        assertThat(lines).isNotEmpty().allSatisfy(line -> assertThat(line).contains(CARE));
        assertThat(Files.readString(Path.of("server-config/payara-micro/start.sh")))
                .contains(CARE);
        assertThat(Files.readString(Path.of("README.md"))).contains("server-config/payara-micro/start.sh");
    }

    /** Which one is read depends on the server. */
    @Test
    void bothDescriptorsOfPayaraSayTheSame() throws Exception {
        assertThat(said("payara-web.xml")).isEqualTo(said("glassfish-web.xml")).contains("cookieSameSite");
    }

    private static String said(String descriptor) throws Exception {
        String text = Files.readString(Path.of("src/main/webapp/WEB-INF", descriptor));
        return text.substring(text.indexOf("<session-config>"), text.lastIndexOf("</"));
    }
}
