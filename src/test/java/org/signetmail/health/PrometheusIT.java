package org.signetmail.health;

import java.nio.file.Path;
import org.signetmail.server.PayaraMicro;
import org.signetmail.server.ServerUnderTest;

class PrometheusIT extends PrometheusAccess {
    @Override
    ServerUnderTest named(String name, Path data) {
        return PayaraMicro.named(name, data);
    }
}
