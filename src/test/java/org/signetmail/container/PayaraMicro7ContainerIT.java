package org.signetmail.container;

import org.jboss.arquillian.core.api.annotation.Observer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.signetmail.server.NewerJdk;

/** In Payara Micro 7 (Jakarta EE 11). Skipped where there is no JDK for it. */
@EnabledIf(value = "org.signetmail.server.NewerJdk#isFound", disabledReason = NewerJdk.MISSING)
@Observer(SignetInContainer.Curtain.class)
@Tag("payara-micro-7")
class PayaraMicro7ContainerIT extends ApplicationsInPayaraMicro {
    private static final String JAVA = "java.home";

    PayaraMicro7ContainerIT() {
        super("payara-micro-7");
    }

    /** The adapter starts the server with the JDK that runs the tests, and has no option for another. */
    @Override
    void deploy(String war) {
        String ours = System.setProperty(JAVA, NewerJdk.found().orElseThrow().toString());
        try {
            super.deploy(war);
        } finally {
            System.setProperty(JAVA, ours);
        }
    }
}
