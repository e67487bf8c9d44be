package org.signetmail.delivery;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Signet does not stop before it knows how the mails went that are under way.
 *
 * <p>The servlet container asks in time; when CDI tells of the end, Payara has closed the class loader, and nothing that is
 * under way can go on.
 */
@WebListener
public class GracefulShutdown implements ServletContextListener {
    /** Supervisors of servers give a stop from 30 seconds on. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final String CLASSES = "/WEB-INF/classes/";
    private static final String SUFFIX = ".class";

    /** What a mail passes through on its way to its end. The floor plan's test compares it with the plan. */
    public static final List<String> PACKAGES = List.of(
            "account", "graph", "jndi", "log", "message", "delivery", "seal", "settings", "smtp", "token", "net");

    @Inject
    InFlightMails inFlightMails;

    @Inject
    MailboxLimiters mailboxLimiters;

    /**
     * Loads now what the end of a mail may need: Payara Micro deletes what it unpacked as soon as it is told to stop, and not
     * when it has stopped.
     */
    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        for (String room : PACKAGES) {
            Set<String> files = context.getResourcePaths(CLASSES + "org/signetmail/" + room + "/");
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
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        mailboxLimiters.close();
        inFlightMails.await(PATIENCE);
    }
}
