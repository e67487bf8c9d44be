package org.signetmail.database;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContextListener;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Driver;
import java.sql.DriverManager;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs the product's class in a class loader of its own, as in a server. */
class DriverRegistrationTest {
    private static final String POSTGRESQL = "org.postgresql.Driver";

    private URLClassLoader application;

    @BeforeEach
    void load() throws Exception {
        URL[] classPath = Stream.of(
                        DriverRegistration.class,
                        Registered.class,
                        org.postgresql.Driver.class,
                        ServletContextListener.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .distinct()
                .toArray(URL[]::new);
        application = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader());
        Class.forName(POSTGRESQL, true, application);
        Class.forName(POSTGRESQL);
    }

    @AfterEach
    void unload() throws Exception {
        application.close();
    }

    /** Lists drivers: DriverManager shows the drivers of a class loader to its own classes only. */
    static final class Registered {
        private Registered() {}

        static List<Driver> drivers() {
            return DriverManager.drivers()
                    .filter(driver -> driver.getClass().getClassLoader() == Registered.class.getClassLoader())
                    .toList();
        }
    }

    @SuppressWarnings("unchecked")
    private List<Driver> registered() throws Exception {
        return (List<Driver>) callInside(Registered.class, "drivers");
    }

    private void end() throws Exception {
        callInside(DriverRegistration.class, "deregister");
    }

    private Object callInside(Class<?> type, String method) throws Exception {
        Method called = application.loadClass(type.getName()).getDeclaredMethod(method);
        called.setAccessible(true);
        return called.invoke(null);
    }

    @Test
    void ownDriversAreDeregistered() throws Exception {
        assertThat(registered())
                .extracting(driver -> driver.getClass().getName())
                .contains(POSTGRESQL);

        end();

        assertThat(registered()).isEmpty();
    }

    @Test
    void driversOfTheServerStay() throws Exception {
        List<Driver> before = Registered.drivers();
        assertThat(before).isNotEmpty();

        end();

        assertThat(Registered.drivers()).containsExactlyElementsOf(before);
    }
}
