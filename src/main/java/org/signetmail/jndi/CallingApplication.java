package org.signetmail.jndi;

import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.signetmail.message.SignetClassLoader;

/**
 * Identifies the application of the server that the current thread works for, by a JNDI name that only the server can
 * bind (Jakarta EE platform 10, EE.5.15).
 */
final class CallingApplication {
    private static final String NAME = "java:app/AppName";

    private CallingApplication() {}

    /** The application's name; empty in a thread that the server does not manage. */
    @SuppressWarnings("BanJNDI") // A constant name, which the server itself resolves.
    static Optional<String> name() {
        // With the caller's class loader, a jndi.properties file of the caller could substitute the naming context.
        ClassLoader before = SignetClassLoader.enter();
        try {
            return Optional.of(InitialContext.<String>doLookup(NAME));
        } catch (NamingException unnamed) {
            return Optional.empty();
        } finally {
            SignetClassLoader.leave(before);
        }
    }
}
