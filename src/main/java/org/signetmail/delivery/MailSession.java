package org.signetmail.delivery;

import jakarta.mail.Address;
import jakarta.mail.Message;
import org.jspecify.annotations.Nullable;
import org.signetmail.message.Outcome;
import org.signetmail.message.SenderRule;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.NotConfigured;

/**
 * What a caller holds to send mail from one sender. It holds no connection meanwhile: that is borrowed from the pool for
 * each message. Safe for many threads.
 */
public final class MailSession implements AutoCloseable {
    private final Dispatcher dispatcher;
    private final SenderRule.Author author;
    private final boolean unpooled;
    private final Client client;
    private volatile boolean closed;

    /** @param unpooled whether each message goes over a connection of its own */
    MailSession(Dispatcher dispatcher, Client client, SenderRule.Author author, boolean unpooled) {
        this.dispatcher = dispatcher;
        this.author = author;
        this.unpooled = unpooled;
        this.client = client;
    }

    /**
     * Sends a message to everybody whom it names. What it says of its sender does not matter but for the name in front of
     * the address; a message without Message-ID or Date gets them.
     *
     * <p>Returns when it is known how it went, at the latest half a minute after its turn came; a mailbox that has sent all
     * that Microsoft takes in a minute makes its next mails wait.
     *
     * @throws NotConfigured if the administrator has not set up mail, or has switched it off
     * @throws SealBroken if the stored secret does not open
     */
    public Outcome send(Message message) throws NotConfigured, SealBroken {
        return sent(message, null);
    }

    /**
     * Sends a message to these, whomever it names. By Graph, which has no envelope, those whom it does not name get it as a
     * blind copy, and of those whom it names the others are left out of its To, Cc and Bcc.
     */
    public Outcome send(Message message, Address... recipients) throws NotConfigured, SealBroken {
        return sent(message, recipients);
    }

    private Outcome sent(Message message, Address @Nullable [] recipients) throws NotConfigured, SealBroken {
        if (closed) {
            throw new IllegalStateException("The mail session is closed");
        }
        return dispatcher.send(client, author, message, recipients, unpooled);
    }

    /** Sends what was written down before, or notes that it could not be. */
    public Outcome send(Draft draft) throws NotConfigured, SealBroken {
        if (closed) {
            throw new IllegalStateException("The mail session is closed");
        }
        return dispatcher.send(client, author, draft, unpooled);
    }

    @Override
    public void close() {
        closed = true;
    }
}
