package org.signetmail.jndi;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Optional;
import java.util.Set;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.signetmail.message.InvalidMessage;
import org.signetmail.outbox.Outbox;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.NotConfigured;

/**
 * The transaction of the application that sends: its messages are held until the transaction is committed, and dropped if it is
 * rolled back. Signet takes no part in the transaction, so it never makes it fail.
 */
final class CallerTransaction {
    private static final String REGISTRY = "java:comp/TransactionSynchronizationRegistry";

    private static final Set<Integer> ROLLING_BACK =
            Set.of(Status.STATUS_MARKED_ROLLBACK, Status.STATUS_ROLLING_BACK, Status.STATUS_ROLLEDBACK);

    /** The key of this class in the registry of each transaction. */
    private static final Object KEY = new Object();

    private final TransactionSynchronizationRegistry registry;
    private final int status;

    private CallerTransaction(TransactionSynchronizationRegistry registry, int status) {
        this.registry = registry;
        this.status = status;
    }

    /** Begins to hold messages. */
    @FunctionalInterface
    interface Begin {
        Outbox.Transaction messages() throws SendingDenied, InvalidMessage, NotConfigured, SealBroken;
    }

    /** The transaction of this thread, whose context must be the caller's; empty if it has none that goes on. */
    @SuppressWarnings("BanJNDI") // A constant name, which the server itself resolves.
    static Optional<CallerTransaction> current() {
        TransactionSynchronizationRegistry registry;
        try {
            registry = InitialContext.doLookup(REGISTRY);
        } catch (NamingException noTransactions) {
            return Optional.empty(); // The thread is none of a component, such as one that an application started.
        }
        int status = registry.getTransactionStatus();
        return status == Status.STATUS_ACTIVE || ROLLING_BACK.contains(status)
                ? Optional.of(new CallerTransaction(registry, status))
                : Optional.empty();
    }

    /** Whether it can only be rolled back: a message of it is not to be sent. */
    boolean isRollingBack() {
        return ROLLING_BACK.contains(status);
    }

    /**
     * Its messages.
     *
     * @param begin called for the first message of a transaction
     */
    Outbox.Transaction messages(Begin begin) throws SendingDenied, InvalidMessage, NotConfigured, SealBroken {
        if (registry.getResource(KEY) instanceof Outbox.Transaction begun) {
            return begun;
        }
        Outbox.Transaction messages = begin.messages();
        registry.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // Nothing to write in the caller's transaction.
            }

            @Override
            public void afterCompletion(int ending) {
                messages.ended(ending == Status.STATUS_COMMITTED);
            }
        });
        registry.putResource(KEY, messages);
        return messages;
    }
}
