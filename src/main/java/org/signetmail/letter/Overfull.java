package org.signetmail.letter;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A message does not fit while it is written down. */
final class Overfull extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean tooLarge;

    /** @param tooLarge whether it would never fit; else there is no memory left for it now */
    Overfull(boolean tooLarge) {
        this.tooLarge = tooLarge;
    }

    /** The one that is behind what Jakarta Mail made of it; null if something else was the matter. */
    static @Nullable Overfull in(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof Overfull overfull) {
                return overfull;
            }
        }
        return null;
    }

    boolean isTooLarge() {
        return tooLarge;
    }
}
