package org.signetmail.message;

/**
 * Sets Signet's class loader as the context class loader of a thread, for libraries that use it, such as Jakarta Mail.
 * A pooled thread may have any, and a thread of another application has that application's.
 */
public final class SignetClassLoader {
    private SignetClassLoader() {}

    /** Returns the previous class loader, for {@link #leave}. */
    public static ClassLoader enter() {
        Thread thread = Thread.currentThread();
        ClassLoader previous = thread.getContextClassLoader();
        thread.setContextClassLoader(SignetClassLoader.class.getClassLoader());
        return previous;
    }

    public static void leave(ClassLoader previous) {
        Thread.currentThread().setContextClassLoader(previous);
    }
}
