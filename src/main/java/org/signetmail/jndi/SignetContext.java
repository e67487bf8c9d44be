package org.signetmail.jndi;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.NotConfigured;

/**
 * Does Signet's work in the thread of whoever asks, but as Signet's: with its class loader, names and beans, and in no
 * transaction of the caller's.
 *
 * <p>The way in is a contextual proxy. Payara's hands the same invocation, with its transaction, to every thread that is in
 * it, so that one is used by one thread at a time; as many are kept as were needed at once.
 */
final class SignetContext {
    private final UnaryOperator<Executor> contextual;
    private final Executor first;
    private final Deque<Executor> idle = new ConcurrentLinkedDeque<>();

    /** What is to be done. */
    interface Task<T> {
        T run() throws NotConfigured, SealBroken;
    }

    /**
     * Made where Signet's context is.
     *
     * @param contextual gives what runs work in the context of its own caller
     */
    SignetContext(UnaryOperator<Executor> contextual) {
        this.contextual = contextual;
        first = another();
    }

    /** @throws SendingDenied if there is no such context any more */
    <T> T run(Task<T> errand) throws NotConfigured, SealBroken, SendingDenied {
        var task = new FutureTask<>(errand::run);
        Executor way = free();
        try {
            way.execute(task);
        } catch (IllegalStateException stopped) {
            throw new SendingDenied(
                    "Signet is not running."); // What the server says of it is not the caller's to read.
        } finally {
            idle.push(way);
        }
        return result(task);
    }

    private Executor free() throws SendingDenied {
        Executor free = idle.poll();
        if (free != null) {
            return free;
        }
        var made = new FutureTask<>(this::another);
        synchronized (first) {
            try {
                first.execute(made);
            } catch (IllegalStateException stopped) {
                throw new SendingDenied(
                        "Signet is not running."); // What the server says of it is not the caller's to read.
            }
        }
        try {
            return made.get();
        } catch (InterruptedException | ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Executor another() {
        return contextual.apply(Runnable::run);
    }

    private static <T> T result(FutureTask<T> done) throws NotConfigured, SealBroken {
        try {
            return done.get();
        } catch (ExecutionException failed) {
            Throwable why = failed.getCause();
            if (why instanceof NotConfigured unset) {
                throw unset;
            }
            if (why instanceof SealBroken sealed) {
                throw sealed;
            }
            throw new IllegalStateException(why);
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible); // It is done already.
        }
    }
}
