package org.signetmail.message;

import java.time.Instant;

/**
 * Submits the messages of one mailbox. Thread-safe.
 *
 * <p>It manages authentication, tokens and connections. It never retries a message that the server may already have received.
 */
public interface DeliveryClient extends AutoCloseable {

    /** Submits the message, within 30 seconds once there is a token. Returns failures as an outcome and does not throw them. */
    Outcome deliver(RenderedMessage mail);

    /** The rate limits of the server for one mailbox. */
    SendingLimits limits();

    /**
     * Evicts idle connections and aborts overdue requests. Called about once per second.
     *
     * @return whether no connection is left
     */
    boolean tidy(Instant now);

    /** Closes all connections; a message in flight still completes. */
    @Override
    void close();

    /**
     * The rate limits of one mailbox.
     *
     * @param atOnce concurrent submissions
     * @param aMinute messages in any 60 seconds; 0 for no limit
     */
    record SendingLimits(int atOnce, int aMinute) {}
}
