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
    /** Says what a caller wants to be called. */
    public static final class Forged implements InitialContextFactory {
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
    void aCallerDoesNotChooseWhoSaysItsName(@TempDir Path classes) throws Exception {
        Files.writeString(
                classes.resolve("jndi.properties"), "java.naming.factory.initial=" + Forged.class.getName() + "\n");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (var callers = new URLClassLoader(new URL[] {classes.toUri().toURL()}, before)) {
            thread.setContextClassLoader(callers);
            String chosen = InitialContext.doLookup("java:app/AppName");
            assertThat(chosen).isEqualTo("newspaper");

            assertThat(CallingApplication.name()).isEmpty();
            assertThat(thread.getContextClassLoader()).isSameAs(callers);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
