package org.signetmail.account;

/** Whom Signet was talking to when something went wrong. */
public enum Peer {
    ENTRA,
    GRAPH,
    SMTP,
    /** Nobody yet: Signet itself said no. */
    SIGNET
}
