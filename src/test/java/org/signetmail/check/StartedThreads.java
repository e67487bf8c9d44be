package org.signetmail.check;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Test threads without a server, for tests in other packages. */
public final class StartedThreads implements AutoCloseable {
    private static final long AT_MOST_SECONDS = 20;

    private final AtomicInteger begun = new AtomicInteger();
    private final CheckThreads threads = new CheckThreads();

    public StartedThreads() {
        threads.open(work -> {
            begun.incrementAndGet();
            var thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        });
    }

    public CheckThreads threads() {
        return threads;
    }

    /** Number of threads created. */
    public int begun() {
        return begun.get();
    }

    /** Rejects new work and waits for running work. */
    public boolean awaitEnd() throws InterruptedException {
        threads.pool().shutdown();
        return threads.pool().awaitTermination(AT_MOST_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        threads.close();
    }
}
