package org.signetmail.message;

/**
 * The scope of a refusal: which messages would be refused for the same reason.
 *
 * <p>The package of the protocol determines it from the code and the step of the reply, never from its text. A scope
 * narrower than the account is no evidence against the saved settings, except about the system mailbox, which is part
 * of them.
 */
public enum RefusalScope {
    /**
     * Every message: the credentials, a permission, the network, the server, the tenant. Also the default for unknown
     * codes.
     */
    ACCOUNT,
    /** Every message from the same mailbox. */
    MAILBOX,
    /** This message to any recipient: its size, its format, its content. */
    MESSAGE,
    /** Messages to the same recipient. */
    RECIPIENT;

    /**
     * The scope if a message needs SMTPUTF8 and the server does not offer it: the address beyond ASCII is the sender's,
     * a recipient's, or only in a header.
     */
    public static RefusalScope ofBeyondAscii(RenderedMessage mail) {
        if (!mail.from().isAscii()) {
            return MAILBOX;
        }
        return mail.beyondAscii().isEmpty() ? MESSAGE : RECIPIENT;
    }
}
