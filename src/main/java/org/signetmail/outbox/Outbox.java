package org.signetmail.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.signetmail.message.InvalidMessage;
import org.signetmail.message.RenderedMessage;
import org.signetmail.outbox.OutboxWorker.EndedTransaction;
import org.signetmail.seal.SealBroken;

/**
 * Accepts messages: an accepted one is committed to the database, in a transaction of Signet's own, and is sent until it is
 * delivered, dead or visibly unknown. Thread-safe.
 */
@ApplicationScoped
public class Outbox {
    @Inject
    StoredMessages messages;

    @Inject
    NodeSession node;

    @Inject
    OutboxBounds bounds;

    @Inject
    OutboxWorker worker;

    /**
     * Accepts a message, which is sent as soon as its mailbox may send.
     *
     * @throws InvalidMessage if the application has too many messages that wait
     * @throws SealBroken if Signet is locked
     */
    public void accept(String application, Lane lane, RenderedMessage message) throws InvalidMessage, SealBroken {
        bounds.count(application, message.size());
        messages.add(application, lane, message, null);
        worker.wake(message.from().address());
    }

    /** For the messages of a caller's transaction. */
    public Transaction begin() {
        return new Transaction(worker.endedTransactions());
    }

    /**
     * The messages of a caller's transaction: they are held until it is committed. If this node dies before, it is unknown whether it
     * was, and they stay held.
     */
    public final class Transaction {
        private final Set<Long> numbers = ConcurrentHashMap.newKeySet();
        private final Set<String> mailboxes = ConcurrentHashMap.newKeySet();

        private final Queue<EndedTransaction> ends;

        private Transaction(Queue<EndedTransaction> ends) {
            this.ends = ends;
        }

        /** As {@link Outbox#accept}, but held. */
        public void accept(String application, Lane lane, RenderedMessage message) throws InvalidMessage, SealBroken {
            bounds.count(application, message.size());
            numbers.add(messages.add(application, lane, message, node.id()));
            mailboxes.add(message.from().address());
        }

        /** The transaction was committed or rolled back. Returns at once and never throws: the database may be away. */
        public void ended(boolean committed) {
            if (!numbers.isEmpty()) {
                ends.add(new EndedTransaction(Set.copyOf(numbers), Set.copyOf(mailboxes), committed));
            }
        }
    }
}
