package org.signetmail.web;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value of a page, computed once a request, when the page first reads it while rendering. Not thread-safe.
 *
 * @see FormState#isDrawing()
 */
final class DrawnOnce<T> {
    private final T before;
    private @Nullable T drawn;

    /** @param before the value before the render response phase */
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
