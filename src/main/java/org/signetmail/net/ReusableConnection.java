package org.signetmail.net;

/** A connection that carries one piece of work after the other and may wait in a {@link ConnectionPool} in between. */
public interface ReusableConnection {

    /** Whether the peer sent something unasked, such as a goodbye, or is gone. Reads and sends nothing. */
    boolean hasUnreadInput();

    /** Asks the peer, under a deadline of its own, and returns whether it is still there. */
    boolean isAlive();

    /**
     * Replaces the deadline; the connection is not aborted before the new one.
     *
     * @return false if it was aborted already
     */
    boolean extendDeadline(Deadline deadline);

    /** Closes it at once if its deadline has passed; a thread that waits for it gets an exception. */
    void abortIfOverdue();

    /** Closes it, with the goodbye of its protocol where one is due. Throws nothing. */
    void close();
}
