package org.signetmail.jndi;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import org.signetmail.message.InvalidMessage;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.NotConfigured;

/**
 * Runs tasks in the caller's thread but in Signet's context: with Signet's class loader, JNDI names and beans, and
 * outside the caller's transaction. Thread-safe.
 *
 * <p>A contextual proxy sets the context. Payara's proxy shares one invocation, with its transaction, among all
 * threads inside it, so each proxy is used by one thread at a time. The pool grows to the highest number of
 * concurrent tasks.
 */
final class SignetContext {
    private final UnaryOperator<Executor> contextual;
    private final Executor first;
    private final Deque<Executor> idle = new ConcurrentLinkedDeque<>();

    /** A task to run in Signet's context. */
    interface Task<T> {
        T run() throws InvalidMessage, NotConfigured, SealBroken;
    }

    /**
     * Must be called in Signet's context.
     *
     * @param contextual returns an executor that runs tasks in the context of the caller of this operator
     */
    SignetContext(UnaryOperator<Executor> contextual) {
        this.contextual = contextual;
        first = newProxy();
    }

    /** @throws SendingDenied if Signet's context no longer exists */
    <T> T run(Task<T> work) throws InvalidMessage, NotConfigured, SealBroken, SendingDenied {
        var task = new FutureTask<>(work::run);
        Executor proxy = borrow();
        try {
            proxy.execute(task);
        } catch (IllegalStateException stopped) {
            throw SendingDenied.of("jndi.notRunning"); // Without the server's own text, which is not for the caller.
        } finally {
            idle.push(proxy);
        }
        return result(task);
    }

    private Executor borrow() throws SendingDenied {
        Executor proxy = idle.poll();
        if (proxy != null) {
            return proxy;
        }
        var created = new FutureTask<>(this::newProxy);
        synchronized (first) {
            try {
                first.execute(created);
            } catch (IllegalStateException stopped) {
                throw SendingDenied.of(
                        "jndi.notRunning"); // Without the server's own text, which is not for the caller.
            }
        }
        try {
            return created.get();
        } catch (InterruptedException | ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Executor newProxy() {
        return contextual.apply(Runnable::run);
    }

    private static <T> T result(FutureTask<T> done) throws InvalidMessage, NotConfigured, SealBroken {
        try {
            return done.get();
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            if (cause instanceof NotConfigured unset) {
                throw unset;
            }
            if (cause instanceof InvalidMessage refused) {
                throw refused;
            }
            if (cause instanceof SealBroken sealed) {
                throw sealed;
            }
            throw new IllegalStateException(cause);
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible); // The task has already completed.
        }
    }
}
