package org.signetmail.message;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Symptom;

/** The result of an attempt to send. Exactly one of these three. */
public sealed interface Outcome {

    /** The sender mailbox. */
    Mailbox from();

    /** When the attempt ended. */
    Instant at();

    /**
     * The server accepted the message. That is not delivery: on both routes a non-delivery report may still follow.
     *
     * @param messageId the Message-ID as sent, in angle brackets, to search a message trace for
     * @param peerMessageId the Message-ID in the server's reply, in angle brackets; empty if there is none or it is the
     *     same. By SMTP, Exchange replaces the ID of the message, and its message trace has the new one
     * @param by the server's name: {@code Microsoft Graph}, or the host name of the SMTP server
     * @param reply the text of the reply, with its IDs
     */
    record Accepted(
            Mailbox from,
            String messageId,
            Optional<String> peerMessageId,
            Instant at,
            Duration took,
            String by,
            String reply)
            implements Outcome {
        public Accepted(Mailbox from, String messageId, Instant at, Duration took, String by, String reply) {
            this(from, messageId, Optional.empty(), at, took, by, reply);
        }
    }

    /**
     * The message was sent to none of its recipients: it was refused, or no server was reached before the message was
     * submitted.
     *
     * @param scope which other messages would be refused for the same reason
     * @param recipients the refused recipients, each with the server's text; empty if the refusal is not about
     *     particular recipients, or the server does not name them
     * @param messageId in angle brackets; blank if the message was refused before it had one
     */
    record Refused(
            Mailbox from,
            Instant at,
            Symptom symptom,
            RefusalScope scope,
            List<RefusedRecipient> recipients,
            String messageId)
            implements Outcome {
        public Refused {
            recipients = List.copyOf(recipients);
        }

        /** A refusal of scope {@link RefusalScope#ACCOUNT}, before the message had a Message-ID. */
        public Refused(Mailbox from, Instant at, Symptom symptom) {
            this(from, at, symptom, RefusalScope.ACCOUNT, List.of(), "");
        }

        /** What the line in the log is found by: Microsoft's correlation id, or one of Signet's own where the peer gave none. */
        public String reference() {
            return Outcome.reference(symptom, messageId, at);
        }
    }

    /**
     * The message was submitted and no reply came: it may have been sent. Signet never retries it.
     *
     * @param messageId to search a message trace or the Sent folder for
     */
    record Unknown(Mailbox from, String messageId, Instant at, Symptom symptom) implements Outcome {
        /** What the line in the log is found by: Microsoft's correlation id, or one of Signet's own where the peer gave none. */
        public String reference() {
            return Outcome.reference(symptom, messageId, at);
        }
    }

    /**
     * A refused recipient.
     *
     * @param address as the application wrote it, possibly malformed
     * @param words the server's text, or Signet's own if no server was involved
     */
    record RefusedRecipient(String address, String words) {
        /** Several recipients with the same reason. */
        public static List<RefusedRecipient> of(List<Mailbox> recipients, String words) {
            return recipients.stream()
                    .map(recipient -> new RefusedRecipient(recipient.address(), words))
                    .toList();
        }
    }

    private static String reference(Symptom symptom, String messageId, Instant at) {
        // Anything else is not an ID but text of the server, or of a proxy in its place.
        return !symptom.correlationId().matches("[A-Za-z0-9-]{1,64}")
                ? UUID.nameUUIDFromBytes((messageId + at).getBytes(StandardCharsets.UTF_8))
                        .toString()
                : symptom.correlationId();
    }
}
