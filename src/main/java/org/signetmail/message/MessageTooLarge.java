package org.signetmail.message;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A message exceeds its size limit or the memory budget while it is serialized. */
final class MessageTooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean tooLarge;

    /** @param tooLarge whether the size limit is exceeded; if not, the memory budget is exhausted at the moment */
    MessageTooLarge(boolean tooLarge) {
        this.tooLarge = tooLarge;
    }

    /** Finds it in the causes of an exception of Jakarta Mail; null if the reason is another one. */
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
