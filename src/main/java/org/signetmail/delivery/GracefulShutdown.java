package org.signetmail.delivery;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.signetmail.text.Messages;

/**
 * Graceful shutdown: rejects new messages and waits for the outcomes of those in flight.
 *
 * <p>This is a servlet listener because the container calls {@code contextDestroyed} early enough. By the time CDI
 * reports the shutdown, Payara has closed the class loader, and messages in flight can't complete.
 */
@WebListener
public class GracefulShutdown implements ServletContextListener {
    /** Less than the 30 seconds or more that process supervisors allow for a stop. */
    private static final Duration TIMEOUT = Duration.ofSeconds(25);

    private static final String CLASSES = "/WEB-INF/classes/";
    private static final String SUFFIX = ".class";

    /** The packages that sending a message involves. A test compares the list with the floor plan. */
    public static final List<String> PACKAGES = List.of(
            "account",
            "graph",
            "jndi",
            "log",
            "message",
            "outbox",
            "delivery",
            "credential",
            "seal",
            "settings",
            "smtp",
            "text",
            "token",
            "net");

    @Inject
    InFlightMails inFlightMails;

    @Inject
    MailboxLimiters mailboxLimiters;

    /**
     * Loads all classes and texts that the completion of a message may need. Payara Micro deletes the unpacked
     * application at the start of a shutdown, not at its end.
     */
    @Override
    public void contextInitialized(ServletContextEvent event) {
        Messages.load();
        ServletContext context = event.getServletContext();
        for (String name : PACKAGES) {
            Set<String> files = context.getResourcePaths(CLASSES + "org/signetmail/" + name + "/");
            if (files != null) {
                files.stream().filter(file -> file.endsWith(SUFFIX)).forEach(GracefulShutdown::load);
            }
        }
    }

    private static void load(String file) {
        String name = file.substring(CLASSES.length(), file.length() - SUFFIX.length())
                .replace('/', '.');
        try {
            Class.forName(name, false, GracefulShutdown.class.getClassLoader());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        mailboxLimiters.close();
        inFlightMails.await(TIMEOUT);
    }
}
