package org.signetmail.message;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Symptom;

/** How an attempt to send ended. There is nothing between these three. */
public sealed interface Outcome {

    /** The mailbox the mail left from, or should have. */
    Mailbox from();

    /** When the attempt ended. */
    Instant at();

    /**
     * The peer took the mail. That is not delivery: both routes may still answer with a non-delivery report later.
     *
     * @param messageId as the mail went out with it, in angle brackets: what a message trace is searched for
     * @param peerMessageId the Message-ID under which the peer says that it took the mail, in angle brackets; empty if it says none
     *     or the same: Exchange replaces ours by SMTP, and its message trace knows its own
     * @param by whom, in words: {@code Microsoft Graph}, or the host name of the SMTP server
     * @param reply what it said, with its ids
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
     * The mail did not go out, to any of its recipients: it was refused, or nobody was reached before the mail was handed
     * over.
     *
     * @param scope what else would be refused the same way
     * @param recipients those who were refused, each with the server's words; empty if none of them in particular was, or the
     *     peer does not tell which
     * @param messageId in angle brackets; blank if it was refused before it had one
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

        /** Of the account, and before the mail had a Message-ID. */
        public Refused(Mailbox from, Instant at, Symptom symptom) {
            this(from, at, symptom, RefusalScope.ACCOUNT, List.of(), "");
        }

        /** What the line in the log is found by: Microsoft's correlation id, or one of Signet's own where the peer gave none. */
        public String reference() {
            return Outcome.reference(symptom, messageId, at);
        }
    }

    /**
     * The mail was handed over and no answer came: it may have gone out. It is never sent again by itself.
     *
     * @param messageId what shows in a message trace, or in the Sent folder, whether it did
     */
    record Unknown(Mailbox from, String messageId, Instant at, Symptom symptom) implements Outcome {
        /** What the line in the log is found by: Microsoft's correlation id, or one of Signet's own where the peer gave none. */
        public String reference() {
            return Outcome.reference(symptom, messageId, at);
        }
    }

    /**
     * A recipient who was refused.
     *
     * @param address as the application gave it, so that it need not be a mail address
     * @param words the server's, or Signet's own where no server was asked
     */
    record RefusedRecipient(String address, String words) {
        /** Several for the same reason. */
        public static List<RefusedRecipient> of(List<Mailbox> recipients, String words) {
            return recipients.stream()
                    .map(recipient -> new RefusedRecipient(recipient.address(), words))
                    .toList();
        }
    }

    private static String reference(Symptom symptom, String messageId, Instant at) {
        // Of other form it is no id, but something that the peer, or what took its place, has to say.
        return !symptom.correlationId().matches("[A-Za-z0-9-]{1,64}")
                ? UUID.nameUUIDFromBytes((messageId + at).getBytes(StandardCharsets.UTF_8))
                        .toString()
                : symptom.correlationId();
    }
}
