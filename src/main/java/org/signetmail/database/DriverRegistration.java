package org.signetmail.database;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Deregisters Signet's JDBC drivers at the end of the application: {@link DriverManager} belongs to the JVM and would
 * keep Signet's class loader reachable.
 *
 * <p>It is the first listener in web.xml rather than an annotated one: listeners are called in reverse order at the end
 * (Jakarta Servlet 6.0, section 11.3.2), so the others can still connect to record outcomes of messages.
 */
public final class DriverRegistration implements ServletContextListener {
    @Override
    public void contextDestroyed(ServletContextEvent event) {
        deregister();
    }

    /** Deregisters the drivers of the WAR only: the server's drivers also serve other applications. */
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
            throw new IllegalStateException(driver.getClass().getName() + " can't be deregistered", refused);
        }
    }
}
