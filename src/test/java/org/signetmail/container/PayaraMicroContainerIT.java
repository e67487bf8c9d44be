package org.signetmail.container;

import org.jboss.arquillian.core.api.annotation.Observer;
import org.junit.jupiter.api.Tag;

@Observer(SignetInContainer.Curtain.class)
@Tag("payara-micro")
class PayaraMicroContainerIT extends ApplicationsInPayaraMicro {
    PayaraMicroContainerIT() {
        super("payara-micro");
    }
}
