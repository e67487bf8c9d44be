package org.signetmail.message;

import java.time.Instant;

/**
 * A way out for the mails of one mailbox. Safe for many threads.
 *
 * <p>Sign-in, the fresh token and the connection are its business. Nothing that may have been handed over is ever sent again.
 */
public interface DeliveryClient extends AutoCloseable {

    /** Hands the mail over, within half a minute once there is a token. Never throws for trouble on the way. */
    Outcome deliver(RenderedMessage mail);

    /** What Microsoft lets through from one mailbox. */
    SendingLimits limits();

    /**
     * Gives up what nobody needs any more, and whatever takes too long. Called every second or so.
     *
     * @return whether it keeps nothing now
     */
    boolean tidy(Instant now);

    /** Nothing is kept after this; a mail that is under way still ends. */
    @Override
    void close();

    /**
     * How much may leave from one mailbox.
     *
     * @param atOnce mails that are handed over at the same time
     * @param aMinute mails in any sixty seconds; 0 for no limit
     */
    record SendingLimits(int atOnce, int aMinute) {}
}
