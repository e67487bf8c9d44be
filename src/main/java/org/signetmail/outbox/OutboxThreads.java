package org.signetmail.outbox;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.signetmail.log.LogEvent;

/**
 * The server-managed threads in which stored messages are sent. The server's default executor is shared by all applications, and
 * its size depends on the server.
 */
@ApplicationScoped
class OutboxThreads {
    /** Messages that are sent at the same time, over all mailboxes. */
    static final int MAX_THREADS = 64;

    private static final long IDLE_SECONDS = 30;

    @Resource
    ManagedThreadFactory factory;

    @SuppressWarnings("NullAway.Init") // Set after injection.
    private ThreadPoolExecutor pool;

    @SuppressWarnings("NullAway.Init") // Likewise.
    private ScheduledExecutorService clock;

    @PostConstruct
    void open() {
        open(factory);
    }

    void open(ThreadFactory threads) {
        pool = new ThreadPoolExecutor(
                MAX_THREADS, MAX_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        pool.allowCoreThreadTimeOut(true);
        clock = Executors.newSingleThreadScheduledExecutor(threads);
    }

    /** Runs the work in a thread of the pool. */
    void execute(Runnable work) {
        pool.execute(guarded(work));
    }

    /** Runs short work at this interval, in a thread of its own. */
    void every(long milliseconds, Runnable work) {
        Future<?> unused =
                clock.scheduleWithFixedDelay(guarded(work), milliseconds, milliseconds, TimeUnit.MILLISECONDS);
    }

    /** Runs short work once, after a delay. */
    void after(long milliseconds, Runnable work) {
        Future<?> unused = clock.schedule(guarded(work), milliseconds, TimeUnit.MILLISECONDS);
    }

    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException fault) {
                LogEvent.OUTBOX_FAILED.log(fault);
            }
        };
    }

    @PreDestroy
    void close() {
        clock.shutdownNow();
        pool.shutdown();
    }
}
