package org.signetmail.outbox;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;

/**
 * Starts and stops the sending of stored messages with Signet. A servlet listener, as {@link
 * org.signetmail.delivery.GracefulShutdown} is, because CDI reports the shutdown too late.
 */
@WebListener
public class OutboxLifecycle implements ServletContextListener {
    private static final Duration TIMEOUT = Duration.ofSeconds(25);

    @Inject
    OutboxWorker worker;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        worker.start();
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        worker.stop(TIMEOUT);
    }
}
