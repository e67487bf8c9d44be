package org.signetmail.letter;

import java.util.List;
import java.util.stream.Collectors;
import org.signetmail.letter.Outcome.RefusedRecipient;

/** A message that is refused before anybody is asked, with the reason in words for whoever wrote it. */
public final class Unsendable extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;
    private final transient List<RefusedRecipient> recipients;

    Unsendable(String why) {
        this(why, List.of());
    }

    /** Some of its recipients can't be read; the others could get it. */
    Unsendable(List<RefusedRecipient> recipients) {
        this(recipients.stream().map(RefusedRecipient::words).collect(Collectors.joining(" ")), recipients);
    }

    private Unsendable(String why, List<RefusedRecipient> recipients) {
        super(why);
        this.why = why;
        this.recipients = List.copyOf(recipients);
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
