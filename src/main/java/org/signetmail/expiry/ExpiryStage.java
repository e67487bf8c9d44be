package org.signetmail.expiry;

/** How near the end of a client secret is. */
public enum ExpiryStage {
    /** Nobody entered when it expires. */
    UNKNOWN,
    /** More than 60 days. */
    FAR,
    /** 60 days or less. */
    NEAR,
    /** 14 days or less. */
    CLOSE,
    /** 3 days or less, until the last day is over everywhere. */
    LAST,
    /** Its last day is over everywhere. */
    PAST
}
