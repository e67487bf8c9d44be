package org.signetmail.delivery;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.signetmail.message.InvalidMessage;
import org.signetmail.message.OutgoingMessage;

/** A message to send, or the reason why it could not be serialized: then the outcome is recorded as refused. A value. */
public final class Draft {
    private final @Nullable OutgoingMessage serialized;
    private final @Nullable InvalidMessage invalid;

    private Draft(@Nullable OutgoingMessage serialized, @Nullable InvalidMessage invalid) {
        this.serialized = serialized;
        this.invalid = invalid;
    }

    public static Draft of(OutgoingMessage serialized) {
        return new Draft(serialized, null);
    }

    public static Draft invalid(InvalidMessage why) {
        return new Draft(null, why);
    }

    /** @throws InvalidMessage if the message could not be serialized */
    OutgoingMessage message() throws InvalidMessage {
        if (invalid != null) {
            throw invalid;
        }
        return requireNonNull(serialized);
    }
}
