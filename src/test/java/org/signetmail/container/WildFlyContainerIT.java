package org.signetmail.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.jboss.arquillian.core.api.annotation.Observer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.signetmail.practice.FreePort;
import org.signetmail.server.WildFly;

@Observer(SignetInContainer.Curtain.class)
@Tag("wildfly")
class WildFlyContainerIT extends SignetInContainer {
    private String before;

    WildFlyContainerIT() {
        super("wildfly");
    }

    /** Only Arquillian's deployment is its own: the rest is done as an operator does it. */
    @BeforeAll
    void install() throws IOException {
        before = configured();
        WildFly.run("install.sh");
    }

    @Override
    void strike() throws IOException {
        try {
            super.strike();
        } finally {
            WildFly.run("uninstall.sh");
        }
        assertThat(configured()).isEqualTo(before);
    }

    private static String configured() throws IOException {
        return Files.readString(WildFly.HOME.resolve("standalone/configuration/standalone.xml"));
    }

    @Override
    Map<String, String> configuration(int port, String javaOptions) {
        int management = FreePort.found();
        return Map.of(
                "managementPort",
                Integer.toString(management),
                "javaVmArguments",
                javaOptions,
                "jbossArguments",
                "-Djboss.http.port=" + port + " -Djboss.https.port=0 -Djboss.management.http.port=" + management);
    }
}
