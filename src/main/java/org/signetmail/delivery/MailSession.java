package org.signetmail.delivery;

import jakarta.mail.Address;
import jakarta.mail.Message;
import org.jspecify.annotations.Nullable;
import org.signetmail.message.Outcome;
import org.signetmail.message.SenderRule;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.NotConfigured;

/**
 * Sends messages from one sender. It holds no connection: each message borrows one from the connection pool.
 * Thread-safe.
 */
public final class MailSession implements AutoCloseable {
    private final Dispatcher dispatcher;
    private final SenderRule.Author author;
    private final boolean unpooled;
    private final Client client;
    private volatile boolean closed;

    /** @param unpooled whether each message gets a new connection */
    MailSession(Dispatcher dispatcher, Client client, SenderRule.Author author, boolean unpooled) {
        this.dispatcher = dispatcher;
        this.author = author;
        this.unpooled = unpooled;
        this.client = client;
    }

    /**
     * Sends a message to all recipients in its headers. Of its From only the display name is used; a missing
     * Message-ID or Date is added.
     *
     * <p>Blocks until the outcome is known, at most 30 seconds after the message gets its permit. If the mailbox has
     * reached Microsoft's rate limit, the message first waits in the queue.
     *
     * @throws NotConfigured if the administrator has not set up mail, or has switched it off
     * @throws SealBroken if the stored secret can't be unsealed
     */
    public Outcome send(Message message) throws NotConfigured, SealBroken {
        return dispatch(message, null);
    }

    /**
     * Sends a message to these recipients, regardless of its headers. Graph has no envelope: there, recipients that
     * are not in the headers become Bcc, and addresses in To, Cc and Bcc that are not among the recipients are
     * removed.
     */
    public Outcome send(Message message, Address... recipients) throws NotConfigured, SealBroken {
        return dispatch(message, recipients);
    }

    private Outcome dispatch(Message message, Address @Nullable [] recipients) throws NotConfigured, SealBroken {
        if (closed) {
            throw new IllegalStateException("The mail session is closed");
        }
        return dispatcher.send(client, author, message, recipients, unpooled);
    }

    /** Sends a draft, or records that it can't be serialized. */
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
