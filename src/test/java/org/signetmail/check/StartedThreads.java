package org.signetmail.check;

import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of tests without a server, for tests in other rooms. */
public final class StartedThreads implements AutoCloseable {
    private static final long LOOK_MILLIS = 5;

    private final AtomicInteger begun = new AtomicInteger();
    private final TestThreads threads = new TestThreads();

    public StartedThreads() {
        threads.open(work -> {
            begun.incrementAndGet();
            var thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        });
    }

    public TestThreads threads() {
        return threads;
    }

    /** How many threads were made. */
    public int begun() {
        return begun.get();
    }

    /** Returns when nothing runs. */
    public void awaitIdle() throws InterruptedException {
        var pool = (ThreadPoolExecutor) threads.pool();
        while (pool.getActiveCount() > 0 || pool.getCompletedTaskCount() < pool.getTaskCount()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
