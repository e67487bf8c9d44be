package org.signetmail.check;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A bounded pool of server-managed threads for tests. The server's default executor is shared by all applications, and
 * its size depends on the server.
 */
@ApplicationScoped
public class CheckThreads {
    /**
     * Two threads per running test, for the test and the call that it waits for, plus calls that outlive a cancelled
     * test by at most 14 seconds.
     */
    static final int MAX_THREADS = 16;

    private static final long IDLE_SECONDS = 30;

    @Resource
    ManagedThreadFactory factory;

    @SuppressWarnings("NullAway.Init") // Set after injection.
    private ExecutorService pool;

    @PostConstruct
    void open() {
        open(factory);
    }

    void open(ThreadFactory threads) {
        pool = new ThreadPoolExecutor(
                0, MAX_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
    }

    @PreDestroy
    void close() {
        pool.shutdownNow();
    }

    ExecutorService pool() {
        return pool;
    }

    /**
     * Runs the work in a thread of its own.
     *
     * @throws RejectedExecutionException if no thread is free
     */
    public void execute(Runnable work) {
        pool.execute(work);
    }

    /**
     * Starts a test.
     *
     * @param ended called once, when the test has ended or was cancelled
     * @throws RejectedExecutionException if no thread is free; {@code ended} has been called then
     */
    public Future<?> start(Runnable test, Runnable ended) {
        var task = new FutureTask<@Nullable Void>(test, null) {
            @Override
            protected void done() {
                ended.run();
            }
        };
        try {
            pool.execute(task);
        } catch (RuntimeException | Error none) { // Any failure of the server's factory ends the test.
            task.cancel(false);
            throw none;
        }
        return task;
    }
}
