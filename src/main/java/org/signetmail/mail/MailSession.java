package org.signetmail.mail;

/**
 * A way out for mails of one mailbox. For one thread at a time.
 *
 * <p>Sign-in, the fresh token and the connection are its business. Nothing that may have been handed over is ever sent again.
 */
interface MailSession extends AutoCloseable {

    /** Hands the mail over, within half a minute once there is a token. Never throws for trouble on the way. */
    Outcome send(RenderedMail mail);

    @Override
    void close();
}
