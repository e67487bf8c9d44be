package org.signetmail.alert;

/** A way to send a warning. The names are stored. */
public enum Channel {
    /** Mail by the route that all mail of Signet takes. */
    MAIL,
    /** Mail by the fall-back relay. */
    RELAY,
    WEBHOOK
}
