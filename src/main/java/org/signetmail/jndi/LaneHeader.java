package org.signetmail.jndi;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.signetmail.message.InvalidMessage;
import org.signetmail.message.OutgoingMessage;
import org.signetmail.outbox.Lane;

/** The lane that an application asks for in a header of its message. It is not sent. */
final class LaneHeader {
    /** What senders of lists have always set, never standardized (RFC 3834 section 3.1.8 mentions it). */
    private static final Set<String> BULK = Set.of("bulk", "list", "junk");

    private LaneHeader() {}

    /** @throws InvalidMessage if the header names no lane */
    static Lane of(Message message) throws InvalidMessage, MessagingException {
        String asked = first(message.getHeader(OutgoingMessage.LANE));
        if (asked != null) {
            Optional<Lane> lane = Lane.named(asked.strip());
            return lane.orElseThrow(() -> InvalidMessage.of("jndi.lane", OutgoingMessage.LANE));
        }
        String precedence = first(message.getHeader("Precedence"));
        return precedence != null && BULK.contains(precedence.strip().toLowerCase(Locale.ROOT))
                ? Lane.BULK
                : Lane.NORMAL;
    }

    private static @Nullable String first(String @Nullable [] values) {
        return values == null || values.length == 0 ? null : values[0];
    }
}
