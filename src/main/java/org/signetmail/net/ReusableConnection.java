package org.signetmail.net;

/** A connection that serves one operation after the other and may be idle in a {@link ConnectionPool} in between. */
public interface ReusableConnection {

    /** Whether unsolicited input is available, such as a goodbye, or the peer is gone. Reads and sends nothing. */
    boolean hasUnreadInput();

    /** Checks with the peer, under a deadline of its own, whether the connection is still alive. */
    boolean isAlive();

    /**
     * Replaces the deadline; the connection is not aborted before the new one.
     *
     * @return false if it was aborted already
     */
    boolean extendDeadline(Deadline deadline);

    /** Closes it at once if its deadline has passed; a thread blocked on it gets an exception. */
    void abortIfOverdue();

    /** Closes it, with the protocol's goodbye where one is due. Throws nothing. */
    void close();
}
