package org.signetmail.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds a port that can be given up and taken again. Those that the system hands out could in between go to any outgoing
 * connection, so ours lie below that range.
 */
public final class FreePort {
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;
    private static final int TRIES = 50;

    private FreePort() {}

    /** Opens something on a port and throws {@link BindException} where that is taken. */
    interface Opening<T> {
        T on(int port) throws IOException;
    }

    /** For a server that is told its port before it starts. */
    public static int found() {
        try {
            return open(0, port -> {
                try (var trial = new ServerSocket(port)) {
                    return trial.getLocalPort();
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Opens on the wanted port, or on any for 0.
     *
     * @throws PortTaken if the wanted port is in use
     */
    static <T> T open(int wanted, Opening<T> opening) throws IOException {
        if (wanted != 0) {
            try {
                return opening.on(wanted);
            } catch (BindException taken) {
                throw new PortTaken(wanted, taken);
            }
        }
        for (int i = 1; ; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            try {
                return opening.on(port);
            } catch (BindException taken) {
                if (i == TRIES) {
                    throw new PortTaken(port, taken);
                }
            }
        }
    }
}
