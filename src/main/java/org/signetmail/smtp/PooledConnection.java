package org.signetmail.smtp;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.signetmail.net.Deadline;

/**
 * An open connection, with what tells how long it is of use.
 *
 * @param endsWith when the token ends that it signed in with; empty for a connection without one
 */
record PooledConnection(SmtpConnection connection, Instant openedAt, Instant usedAt, Optional<Instant> endsWith) {
    /** Longer than a pause between two mails of one piece of work; servers hang up after minutes. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(60);

    private static final Duration OLDEST = Duration.ofMinutes(10);

    /** A server may have gone meanwhile: what is written then is lost, and nobody says whether it was read. */
    private static final Duration TRUSTED = Duration.ofSeconds(1);

    PooledConnection usedAt(Instant now) {
        return new PooledConnection(connection, openedAt, now, endsWith);
    }

    boolean isReusable(Instant now) {
        return now.isBefore(usedAt.plus(LONGEST_IDLE))
                && now.isBefore(openedAt.plus(OLDEST))
                && endsWith.filter(end -> !now.isBefore(end)).isEmpty();
    }

    /** Whether it answers, as far as that is in doubt. */
    boolean isAlive(Instant now, Deadline deadline) {
        if (connection.hasReplied()) {
            return false;
        }
        if (now.isBefore(usedAt.plus(TRUSTED))) {
            return true;
        }
        try {
            connection.noop(deadline);
            return true;
        } catch (SmtpFailure gone) {
            return false;
        }
    }
}
