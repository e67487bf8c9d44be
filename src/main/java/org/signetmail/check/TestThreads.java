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
 * The threads of tests: made by the server, but so many at most. The server's default executor is that of all applications,
 * and how many threads it has is each server's affair.
 */
@ApplicationScoped
public class TestThreads {
    /**
     * One for each test that runs and one for what it waits for; beside them those that still wait for a peer after their test
     * was cancelled, each for 14 seconds at most.
     */
    static final int MOST = 16;

    private static final long IDLE_SECONDS = 30;

    @Resource
    ManagedThreadFactory factory;

    @SuppressWarnings("NullAway.Init") // Set as soon as the container has injected what it needs.
    private ExecutorService pool;

    @PostConstruct
    void open() {
        open(factory);
    }

    void open(ThreadFactory threads) {
        pool = new ThreadPoolExecutor(0, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
    }

    @PreDestroy
    void close() {
        pool.shutdownNow();
    }

    ExecutorService pool() {
        return pool;
    }

    /**
     * Does this in a thread of its own.
     *
     * @throws RejectedExecutionException if none is left
     */
    public void execute(Runnable work) {
        pool.execute(work);
    }

    /**
     * Starts a test.
     *
     * @param ended called once, when it has ended or was cancelled
     * @throws RejectedExecutionException if no thread is left; {@code ended} was called then
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
        } catch (RuntimeException | Error none) { // Whatever the server's factory throws: the test has ended.
            task.cancel(false);
            throw none;
        }
        return task;
    }
}
