package org.signetmail.jndi;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Optional;
import java.util.Set;
import javax.naming.InitialContext;
import javax.naming.NamingException;
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

    /** Begins to hold messages. */
    @FunctionalInterface
    interface Begin {
        Outbox.Transaction messages() throws SendingDenied, NotConfigured, SealBroken;
    }

    private CallerTransaction() {}

    /** Whether the caller's transaction can only be rolled back: a message of it is not to be sent. */
    static boolean isRollingBack() {
        return registry()
                .filter(registry -> ROLLING_BACK.contains(registry.getTransactionStatus()))
                .isPresent();
    }

    /**
     * The messages of the caller's transaction; empty if it has none. To be called in the caller's thread and context.
     *
     * @param begin called for the first message of a transaction
     */
    static Optional<Outbox.Transaction> messages(Begin begin) throws SendingDenied, NotConfigured, SealBroken {
        TransactionSynchronizationRegistry registry = registry().orElse(null);
        if (registry == null || registry.getTransactionStatus() != Status.STATUS_ACTIVE) {
            return Optional.empty();
        }
        if (registry.getResource(KEY) instanceof Outbox.Transaction begun) {
            return Optional.of(begun);
        }
        Outbox.Transaction messages = begin.messages();
        registry.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // Nothing to write in the caller's transaction.
            }

            @Override
            public void afterCompletion(int status) {
                messages.ended(status == Status.STATUS_COMMITTED);
            }
        });
        registry.putResource(KEY, messages);
        return Optional.of(messages);
    }

    @SuppressWarnings("BanJNDI") // A constant name, which the server itself resolves.
    private static Optional<TransactionSynchronizationRegistry> registry() {
        try {
            return Optional.of(InitialContext.doLookup(REGISTRY));
        } catch (NamingException noTransactions) {
            return Optional.empty(); // The thread is none of a component, such as one that an application started.
        }
    }
}
