package org.signetmail.message;

/**
 * How far a refusal reaches: what would be refused again the same way.
 *
 * <p>Decided in the package that speaks the protocol, by the code and by the step at which it came, never by words. Whatever
 * is narrower than the account says nothing about the saved settings, unless it is about the system mailbox, which is one of
 * them.
 */
public enum RefusalScope {
    /** Every message: the credentials, a permission, the network, the server, the tenant. Also whatever is not known better. */
    ACCOUNT,
    /** Every message that leaves from the same mailbox. */
    MAILBOX,
    /** This message, whoever it is for: its size, its form, its content. */
    MESSAGE,
    /** Messages to the same recipient. */
    RECIPIENT;

    /** Of a mail that needs SMTPUTF8 and does not get it: an address of a recipient, of the sender, or only one in a header. */
    public static RefusalScope ofBeyondAscii(RenderedMessage mail) {
        if (!mail.from().isAscii()) {
            return MAILBOX;
        }
        return mail.beyondAscii().isEmpty() ? MESSAGE : RECIPIENT;
    }
}
