package org.signetmail.message;

import java.util.List;
import java.util.stream.Collectors;
import org.signetmail.account.Symptom;
import org.signetmail.message.Outcome.RefusedRecipient;
import org.signetmail.text.Messages;

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

    /** With the text of this key. */
    public static InvalidMessage of(String key, Object... arguments) {
        return new InvalidMessage(Messages.text(key, arguments));
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
        return new InvalidMessage(Symptom.TOO_LARGE, Messages.text("message.tooLarge", largest));
    }

    /** The memory budget is exhausted at the moment. */
    static InvalidMessage noMemory() {
        return busy("message.noMemory");
    }

    /** The message is valid and can be sent later; with the text of this key. */
    public static InvalidMessage busy(String key, Object... arguments) {
        return new InvalidMessage(Symptom.NO_TURN, Messages.text(key, arguments));
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
