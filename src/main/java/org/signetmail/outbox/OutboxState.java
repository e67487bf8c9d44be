package org.signetmail.outbox;

import java.util.List;

/** What became of an accepted message. The names are stored. */
public enum OutboxState {
    /** Waits for the end of the caller's transaction. */
    HELD,
    /** Waits for its mailbox. */
    QUEUED,
    /** A node has it, and has not handed it over to the server. */
    CLAIMED,
    /** It is being handed over: a node that dies now leaves it unknown. */
    SENDING,
    /** Was refused for now, and waits for its next attempt. */
    RETRY,
    /** The server has accepted it. */
    SENT,
    /** It was handed over, and no reply came: it may have been sent. Never repeated by itself. */
    UNKNOWN,
    /** Was refused for good. */
    DEAD,
    /** An administrator has cancelled it. */
    CANCELLED;

    /** Those that wait for an attempt. */
    static final List<OutboxState> WAITING = List.of(QUEUED, RETRY);

    /** Those that a node has. */
    static final List<OutboxState> ATTEMPTED = List.of(CLAIMED, SENDING);

    /** Those whose message exists only here: its content is kept. */
    static final List<OutboxState> UNDELIVERED = List.of(HELD, QUEUED, CLAIMED, SENDING, RETRY);
}
