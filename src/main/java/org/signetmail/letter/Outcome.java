package org.signetmail.letter;

import java.time.Duration;
import java.time.Instant;
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
     * @param by whom, in words: {@code Microsoft Graph}, or the host name of the SMTP server
     * @param reply what it said, with its ids
     */
    record Accepted(Mailbox from, String messageId, Instant at, Duration took, String by, String reply)
            implements Outcome {}

    /** The mail did not go out: it was refused, or nobody was reached before the mail was handed over. */
    record Refused(Mailbox from, Instant at, Symptom symptom) implements Outcome {}

    /**
     * The mail was handed over and no answer came: it may have gone out. It is never sent again by itself.
     *
     * @param messageId what shows in a message trace, or in the Sent folder, whether it did
     */
    record Unknown(Mailbox from, String messageId, Instant at, Symptom symptom) implements Outcome {}
}
