package org.signetmail.web;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value of a page, computed once a request, when the page first reads it while rendering. Not thread-safe.
 *
 * @see FormState#isRendering()
 */
final class RenderedOnce<T> {
    private final T before;
    private @Nullable T rendered;

    /** @param before the value before the render response phase */
    RenderedOnce(T before) {
        this.before = before;
    }

    T get(FormState state, Supplier<T> value) {
        if (!state.isRendering()) {
            return before;
        }
        T present = rendered;
        if (present == null) {
            present = value.get();
            rendered = present;
        }
        return present;
    }
}
