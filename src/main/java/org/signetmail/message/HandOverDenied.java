package org.signetmail.message;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;

/**
 * Thrown if it could not be recorded that a message is handed over, so that it must not be: the database is unavailable,
 * or another node has taken the message over. An {@link IOException}, as it ends the writing of the message.
 */
public final class HandOverDenied extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * With a reason.
     *
     * @param reason a sentence for the log and the pages
     */
    public HandOverDenied(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }

    /** The symptom of the refusal, which is about this message alone. */
    public Symptom symptom(Instant at) {
        return Symptom.unanswered(Peer.SIGNET, Symptom.HAND_OVER_DENIED, String.valueOf(getMessage()), at);
    }
}
