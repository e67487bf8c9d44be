package org.signetmail.account;

/** The server of a failed request. */
public enum Peer {
    ENTRA,
    GRAPH,
    SMTP,
    /** None: Signet itself refused before a request was made. */
    SIGNET
}
