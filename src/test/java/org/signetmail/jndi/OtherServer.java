package org.signetmail.jndi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Hangs up on everybody who calls, and counts them. */
final class OtherServer implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final AtomicInteger callers = new AtomicInteger();

    OtherServer() throws IOException {
        var thread = new Thread(() -> {
            try {
                while (true) {
                    door.accept().close();
                    callers.incrementAndGet();
                }
            } catch (IOException over) {
                // The test is over.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return door.getLocalPort();
    }

    int callers() {
        return callers.get();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
