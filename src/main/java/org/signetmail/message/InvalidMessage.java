package org.signetmail.message;

import java.util.List;
import java.util.stream.Collectors;
import org.signetmail.account.Symptom;
import org.signetmail.message.Outcome.RefusedRecipient;

/** A message that is refused before any request is made, with a reason for the application that wrote it. */
public final class InvalidMessage extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String reason;
    private final transient List<RefusedRecipient> recipients;

    public InvalidMessage(String reason) {
        this(Symptom.UNSENDABLE, reason, List.of());
    }

    private InvalidMessage(String code, String reason) {
        this(code, reason, List.of());
    }

    /** Some recipient addresses are malformed; the message could be sent to the others. */
    InvalidMessage(List<RefusedRecipient> recipients) {
        this(
                Symptom.UNSENDABLE,
                recipients.stream().map(RefusedRecipient::words).collect(Collectors.joining(" ")),
                recipients);
    }

    /** The message is too large. Its full size is not known, as reading ended at the limit. */
    static InvalidMessage tooLarge(int largest) {
        return new InvalidMessage(
                Symptom.TOO_LARGE,
                "The message as sent is larger than the " + largest + " bytes that signet.mail.largest allows.");
    }

    /** The memory budget is exhausted at the moment. */
    static InvalidMessage noMemory() {
        return busy("The messages of other applications that are in flight take all the memory that"
                + " signet.applications.bytes allows. Send it again later.");
    }

    /** The message is valid and can be sent later. */
    public static InvalidMessage busy(String reason) {
        return new InvalidMessage(Symptom.NO_TURN, reason);
    }

    private InvalidMessage(String code, String reason, List<RefusedRecipient> recipients) {
        super(reason);
        this.code = code;
        this.reason = reason;
        this.recipients = List.copyOf(recipients);
    }

    /** The code for a {@link Symptom}. */
    public String code() {
        return code;
    }

    @Override
    public String getMessage() {
        return reason;
    }

    /** The malformed recipients; empty if the reason is another one. */
    public List<RefusedRecipient> recipients() {
        return recipients;
    }
}
