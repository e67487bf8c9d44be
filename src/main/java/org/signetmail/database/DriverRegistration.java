package org.signetmail.database;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Takes back at the end of Signet what its JDBC drivers registered by themselves when they were loaded: {@link DriverManager}
 * is the JVM's, and would hold Signet's class loader.
 *
 * <p>It stands first in web.xml, and not among the annotated listeners: listeners are told of the end in the reverse order of
 * the descriptor's (Jakarta Servlet 6.0, section 11.3.2), so that those before it can still connect to note how a mail went.
 */
public final class DriverRegistration implements ServletContextListener {
    @Override
    public void contextDestroyed(ServletContextEvent event) {
        deregister();
    }

    /** Those of the WAR alone: a driver of the server's serves other applications, too. */
    static void deregister() {
        ClassLoader own = DriverRegistration.class.getClassLoader();
        DriverManager.drivers()
                .filter(driver -> driver.getClass().getClassLoader() == own)
                .forEach(DriverRegistration::deregister);
    }

    private static void deregister(Driver driver) {
        try {
            DriverManager.deregisterDriver(driver);
        } catch (SQLException refused) {
            throw new IllegalStateException(driver.getClass().getName() + " can't be unregistered", refused);
        }
    }
}
