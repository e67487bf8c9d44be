package org.signetmail.practice;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A switch has been turned once its effect can be seen from outside. */
class FailuresTest extends WithPracticeTenant {
    private static final int TURNS = 100;

    /** A thread that waits in accept keeps the port open for a moment after it was closed. */
    @ParameterizedTest
    @EnumSource(names = {"ENTRA_DOWN", "GRAPH_DOWN", "SMTP_DOWN", "RELAY_DOWN"})
    void aPortThatWasShutRefusesAtOnce(Failure down) throws Exception {
        int port = portOf(down);

        for (int i = 0; i < TURNS; i++) {
            tenant.failures().on(down);
            assertThatThrownBy(() -> connect(port)).isInstanceOf(ConnectException.class);
            tenant.failures().off(down);
            connect(port);
        }
    }

    private static int portOf(Failure down) {
        return switch (down) {
            case ENTRA_DOWN -> tenant.authority().getPort();
            case GRAPH_DOWN -> tenant.graph().getPort();
            case SMTP_DOWN -> tenant.smtpPort();
            case RELAY_DOWN -> tenant.relay().startTlsPort();
            default -> throw new IllegalArgumentException(down.name());
        };
    }

    private static void connect(int port) throws IOException {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
    }
}
