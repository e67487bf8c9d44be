package org.signetmail.check;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.signetmail.token.TokenException;

/**
 * Waits for several answers, for so long in all.
 *
 * <p>The asking is done in another thread: what is asked may neither heed an interrupt nor keep its own time limit.
 */
final class TimeBudget {
    private final ExecutorService threads;
    private final long endsAt;

    TimeBudget(ExecutorService threads, Duration limit) {
        this.threads = threads;
        this.endsAt = System.nanoTime() + limit.toNanos();
    }

    /** What is asked in one step. */
    interface Question<T> {
        T answer() throws TokenException;
    }

    /**
     * The answer.
     *
     * @throws TimeoutException if the time is over before there is one
     * @throws InterruptedException if the waiting thread was interrupted
     */
    <T> T wait(Question<T> question) throws TokenException, TimeoutException, InterruptedException {
        Future<T> answer = threads.submit(question::answer);
        try {
            return answer.get(endsAt - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof TokenException refused) {
                throw refused;
            }
            throw new IllegalStateException("A step of the check broke", failed.getCause());
        } finally {
            answer.cancel(true);
        }
    }
}
