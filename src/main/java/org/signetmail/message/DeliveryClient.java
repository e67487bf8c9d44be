package org.signetmail.message;

import java.time.Instant;

/**
 * Submits the messages of one mailbox. Thread-safe.
 *
 * <p>It manages authentication, tokens and connections. It never retries a message that the server may already have
 * received.
 */
public interface DeliveryClient extends AutoCloseable {

    /**
     * Submits the message, within 30 seconds once there is a token. Returns failures as an outcome and does not throw
     * them.
     */
    default Outcome deliver(RenderedMessage mail) {
        return deliver(mail, HandOver.UNRECORDED);
    }

    /**
     * Submits the message, and has it recorded right before it is handed over. The time of the record doesn't count.
     */
    Outcome deliver(RenderedMessage mail, HandOver handOver);

    /** The rate limits of the server for one mailbox. */
    SendingLimits limits();

    /** Aborts deliveries that have gone on beyond their deadline. Called every second or so. */
    void abortOverdue();

    /** Closes connections that have been idle too long or have expired. Called every second or so. */
    void evictIdle(Instant now);

    /** Whether it delivers nothing at the moment and holds no connection of its own. */
    boolean isIdle();

    /** Closes all connections; a message in flight still completes. */
    @Override
    void close();

    /**
     * The rate limits of one mailbox.
     *
     * @param concurrent concurrent submissions
     * @param perMinute messages in any 60 seconds; 0 for no limit
     */
    record SendingLimits(int concurrent, int perMinute) {}
}
