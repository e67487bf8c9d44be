package org.signetmail.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.core.api.annotation.Observer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.FreePort;
import org.signetmail.server.WildFly;

@Observer(SignetInContainer.Curtain.class)
@Tag("wildfly")
class WildFlyContainerIT extends ManyWaitingMessagesInContainer {
    private static final List<String> INJECTED = List.of(NEWSPAPER + ".war", STRANGER + ".war");

    private String before;
    private boolean beside;

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
    void deployBeside() {
        deploy(BOOKSHOP + ".war");
        INJECTED.forEach(this::deploy);
        beside = true;
    }

    /** WildFly undeploys nothing on which another deployment depends, as one does that has the session injected. */
    @Override
    void undeploy(String war) throws IOException {
        if (war.equals(WAR) && beside) {
            for (String injected : INJECTED) {
                super.undeploy(injected);
            }
        }
        super.undeploy(war);
    }

    @Override
    void deploy(String war) {
        super.deploy(war);
        if (war.equals(WAR) && beside) {
            INJECTED.forEach(super::deploy);
        }
    }

    @Override
    void strike() throws IOException {
        try {
            if (beside) {
                undeploy(BOOKSHOP + ".war");
            }
            super.strike();
        } finally {
            WildFly.run("uninstall.sh");
        }
        assertThat(configured()).isEqualTo(before);
    }

    private static String configured() throws IOException {
        return Files.readString(WildFly.HOME.resolve("standalone/configuration/standalone.xml"));
    }

    @Test
    void whoSendsInAThreadOfItsOwnHasNoName() {
        assertThat(ask(NEWSPAPER, "outside-of-the-server", Contoso.FIRST_USER))
                .contains("SendFailedException", "does not say which application this is");
    }

    @Test
    void whoKeptASessionIsToldThatSignetStoppedAndFindsItAgain() throws IOException {
        assertThat(ask(BOOKSHOP, "keep", "")).isEqualTo("kept");
        undeploy(WAR);
        try {
            assertThat(ask(BOOKSHOP, "kept", Contoso.FIRST_USER))
                    .startsWith("SendFailedException: Signet was stopped since this mail session was looked up.");
            assertThat(ask(BOOKSHOP, "system", Contoso.FIRST_USER)).startsWith("NameNotFoundException");
        } finally {
            deploy(WAR);
        }

        assertThat(ask(BOOKSHOP, "system", Contoso.FIRST_USER)).isEqualTo("sent");
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
