package org.signetmail.expiry;

/** How close a client secret is to its expiry. */
public enum ExpiryStage {
    /** The expiry date is unknown. */
    UNKNOWN,
    /** More than 60 days. */
    FAR,
    /** 60 days or less. */
    NEAR,
    /** 14 days or less. */
    CLOSE,
    /** 3 days or less, until the last day has ended in every time zone. */
    LAST,
    /** The last day has ended in every time zone. */
    PAST
}
