package org.signetmail.smtp;

import java.io.IOException;

/** Work of a test's server beside the test. */
final class InBackground {
    private InBackground() {}

    /** It ends when the other side hangs up, or the test is over. */
    interface Work {
        void run() throws IOException;
    }

    static void start(String name, Work work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException over) {
                        // The other side hung up, or the test is over.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}
