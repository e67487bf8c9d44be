package org.signetmail.web;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that a page shows, computed when it is first drawn in a request, however many expressions ask for it. For one thread.
 *
 * @see FormState#isDrawing()
 */
final class DrawnOnce<T> {
    private final T before;
    private @Nullable T drawn;

    /** @param before the answer until the page is drawn */
    DrawnOnce(T before) {
        this.before = before;
    }

    T get(FormState state, Supplier<T> value) {
        if (!state.isDrawing()) {
            return before;
        }
        T present = drawn;
        if (present == null) {
            present = value.get();
            drawn = present;
        }
        return present;
    }
}
