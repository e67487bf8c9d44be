package org.signetmail.jndi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallingApplicationTest {
    /** A naming context in which the caller has a name of its choice. */
    public static final class ForgedContextFactory implements InitialContextFactory {
        @Override
        public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
            return new InitialContext(true) {
                @Override
                public Object lookup(String name) {
                    return "newspaper";
                }
            };
        }
    }

    @Test
    @SuppressWarnings("BanJNDI")
    void aCallerCannotSubstituteTheNamingContext(@TempDir Path classes) throws Exception {
        Files.writeString(
                classes.resolve("jndi.properties"),
                "java.naming.factory.initial=" + ForgedContextFactory.class.getName() + "\n");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (var callers = new URLClassLoader(new URL[] {classes.toUri().toURL()}, before)) {
            thread.setContextClassLoader(callers);
            String forged = InitialContext.doLookup("java:app/AppName");
            assertThat(forged).isEqualTo("newspaper");

            assertThat(CallingApplication.name()).isEmpty();
            assertThat(thread.getContextClassLoader()).isSameAs(callers);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
