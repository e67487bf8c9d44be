package org.signetmail.message;

import java.util.List;
import java.util.stream.Collectors;
import org.signetmail.account.Symptom;
import org.signetmail.message.Outcome.RefusedRecipient;

/** A message that is refused before anybody is asked, with the reason in words for whoever wrote it. */
public final class InvalidMessage extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String why;
    private final transient List<RefusedRecipient> recipients;

    public InvalidMessage(String why) {
        this(Symptom.UNSENDABLE, why, List.of());
    }

    private InvalidMessage(String code, String why) {
        this(code, why, List.of());
    }

    /** Some of its recipients can't be read; the others could get it. */
    InvalidMessage(List<RefusedRecipient> recipients) {
        this(
                Symptom.UNSENDABLE,
                recipients.stream().map(RefusedRecipient::words).collect(Collectors.joining(" ")),
                recipients);
    }

    /** More bytes than a message may have. How many it is in all is not known: reading it ended there. */
    static InvalidMessage tooLarge(int largest) {
        return new InvalidMessage(
                Symptom.TOO_LARGE,
                "The message has more than " + largest
                        + " bytes as it goes out, which is as many as signet.mail.largest" + " allows.");
    }

    /** There is no memory for it at the moment. */
    static InvalidMessage noMemory() {
        return busy("The messages of other applications that Signet has in hand take all the memory that"
                + " signet.applications.bytes allows. Send it again later.");
    }

    /** It could be sent at another time. */
    public static InvalidMessage busy(String why) {
        return new InvalidMessage(Symptom.NO_TURN, why);
    }

    private InvalidMessage(String code, String why, List<RefusedRecipient> recipients) {
        super(why);
        this.code = code;
        this.why = why;
        this.recipients = List.copyOf(recipients);
    }

    /** As a {@link Symptom} has it. */
    public String code() {
        return code;
    }

    @Override
    public String getMessage() {
        return why;
    }

    /** Those who are the reason; empty if it is something else. */
    public List<RefusedRecipient> recipients() {
        return recipients;
    }
}
