package org.signetmail.message;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A message does not fit while it is written down. */
final class MessageTooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean tooLarge;

    /** @param tooLarge whether it would never fit; else there is no memory left for it now */
    MessageTooLarge(boolean tooLarge) {
        this.tooLarge = tooLarge;
    }

    /** The one that is behind what Jakarta Mail made of it; null if something else was the matter. */
    static @Nullable MessageTooLarge in(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof MessageTooLarge messageTooLarge) {
                return messageTooLarge;
            }
        }
        return null;
    }

    boolean isTooLarge() {
        return tooLarge;
    }
}
