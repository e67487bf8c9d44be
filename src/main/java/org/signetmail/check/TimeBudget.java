package org.signetmail.check;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.signetmail.token.TokenException;

/**
 * Runs several calls within one total time limit.
 *
 * <p>Each call runs in another thread, because it may ignore interrupts and exceed its own timeout.
 */
final class TimeBudget {
    private final ExecutorService threads;
    private final long endsAt;

    TimeBudget(ExecutorService threads, Duration limit) {
        this.threads = threads;
        this.endsAt = System.nanoTime() + limit.toNanos();
    }

    /** A blocking call. */
    interface Call<T> {
        T result() throws TokenException;
    }

    /**
     * Runs the call and returns its result.
     *
     * @throws TimeoutException if the total time limit is exceeded
     * @throws InterruptedException if the waiting thread is interrupted
     */
    <T> T wait(Call<T> call) throws TokenException, TimeoutException, InterruptedException {
        Future<T> result = threads.submit(call::result);
        try {
            return result.get(endsAt - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof TokenException refused) {
                throw refused;
            }
            throw new IllegalStateException("A step of the check failed unexpectedly", failed.getCause());
        } finally {
            result.cancel(true);
        }
    }
}
