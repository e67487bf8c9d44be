package org.signetmail.message;

import java.time.Duration;
import org.signetmail.text.Messages;

/**
 * Records that a message is about to be handed over: until then the server certainly has not received all of it, and
 * afterwards it may have.
 */
@FunctionalInterface
public interface HandOver {
    /** For a message of which no record is kept. */
    HandOver UNRECORDED = () -> {};

    /** Shorter than the time that a server waits for the rest of a message. */
    Duration LONGEST = Duration.ofSeconds(10);

    /**
     * Called in the delivering thread right before the part of the message is written that completes it. Called again
     * if the message is submitted once more because it was certainly not sent: by DATA if the server does not know
     * BDAT, or with a new token.
     *
     * @throws HandOverDenied if there is no record: nothing is handed over, and the outcome is a refusal
     */
    void begin() throws HandOverDenied;

    /**
     * The same record for a delivery client, which also treats an unexpected exception as a denial, and a record that
     * took so long that the server may have given up.
     */
    default HandOver within(Duration longest) {
        return () -> {
            long started = System.nanoTime();
            try {
                begin();
            } catch (RuntimeException failed) {
                throw new HandOverDenied(Messages.text("message.handOver.failed"), failed);
            }
            if (System.nanoTime() - started > longest.toNanos()) {
                throw new HandOverDenied(Messages.text("message.handOver.late"), null);
            }
        };
    }
}
