package org.signetmail.mail;

import java.util.function.Supplier;

/**
 * Lets work look things up with the application's class loader: Jakarta Mail finds its parts through the thread's, and a
 * thread of a pool may have any.
 */
final class OwnClassLoader {
    private OwnClassLoader() {}

    static <T> T during(Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(OwnClassLoader.class.getClassLoader());
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
