package org.signetmail.credential;

/** The place of a stored credential. Each holds at most one. The names are stored. */
public enum Slot {
    /** Serves. */
    CURRENT,
    /** Waits until it is promoted. */
    NEXT
}
