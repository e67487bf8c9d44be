package org.signetmail.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a channel works.
 *
 * @param sentAt when a warning or a test was last sent by it; null if never
 * @param failedAt when it last failed; null if never
 * @param failure the words of that failure, without a secret; null if it has never failed
 */
public record ChannelState(
        Channel channel,
        @Nullable Instant sentAt,
        @Nullable Instant failedAt,
        @Nullable String failure) {
    /** Whether the last attempt failed. */
    public boolean failing() {
        return failedAt != null && (sentAt == null || failedAt.isAfter(sentAt));
    }
}
