package org.signetmail.smtp;

import java.io.IOException;

/** Runs a test server's work in the background. */
final class InBackground {
    private InBackground() {}

    /** Ends when the peer disconnects or the test is over. */
    interface Work {
        void run() throws IOException;
    }

    static void start(String name, Work work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException over) {
                        // The peer disconnected, or the test is over.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}
