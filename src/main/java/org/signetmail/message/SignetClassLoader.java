package org.signetmail.message;

/**
 * The application's class loader for work that looks things up with the thread's, as Jakarta Mail does: a thread of a pool
 * may have any, and another application's thread has its own.
 */
public final class SignetClassLoader {
    private SignetClassLoader() {}

    /** Returns the one that the thread had, to be given to {@link #leave}. */
    public static ClassLoader enter() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(SignetClassLoader.class.getClassLoader());
        return before;
    }

    public static void leave(ClassLoader before) {
        Thread.currentThread().setContextClassLoader(before);
    }
}
