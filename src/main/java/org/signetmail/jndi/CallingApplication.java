package org.signetmail.jndi;

import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.signetmail.message.SignetClassLoader;

/**
 * Which application of the server the current thread works for. The server says so, by a name that it binds itself and lets
 * no application bind (Jakarta EE platform 10, EE.5.15).
 */
final class CallingApplication {
    private static final String NAME = "java:app/AppName";

    private CallingApplication() {}

    /** Its name; empty in a thread that is none of the server's. */
    @SuppressWarnings("BanJNDI") // The name is ours, and who answers is the server.
    static Optional<String> name() {
        // With the caller's class loader, a file jndi.properties of the caller's would choose who answers.
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
