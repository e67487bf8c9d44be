package org.signetmail.jndi;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.signetmail.account.Symptom;
import org.signetmail.message.InvalidMessage;
import org.signetmail.message.Outcome;
import org.signetmail.message.Outcome.RefusedRecipient;

/**
 * Why a mail was not sent, as the calling application is told.
 *
 * <p>The server's words about a recipient or the message are the application's business. Words about the account are not: they
 * name the tenant, the client, hosts and a proxy. Of those it gets the code, and a reference that the line in the log has, too.
 */
final class Reason {
    static final String SEALED = "Not sent: Signet can't open its stored secret. Its settings page says why.";

    private static final String NOT_SENT = "Not sent: ";
    private static final int NAMED = 20; // recipients

    /** One word, or an SMTP reply's three digits and enhanced status code (RFC 3463 section 2). */
    private static final Pattern CODE =
            Pattern.compile("[A-Za-z0-9_]{1,64}|[2-5][0-9]{2} [245]\\.[0-9]{1,3}\\.[0-9]{1,3}");

    private Reason() {}

    static String of(InvalidMessage invalidMessage) {
        return NOT_SENT + invalidMessage.getMessage();
    }

    static String of(Outcome.Refused refused) {
        return switch (refused.scope()) {
            case MESSAGE -> NOT_SENT + refused.symptom().words() + besides(refused);
            case RECIPIENT ->
                NOT_SENT + (refused.recipients().isEmpty() ? refused.symptom().words() : named(refused.recipients()));
            case MAILBOX ->
                NOT_SENT + "sending from the mailbox " + refused.from() + " was refused "
                        + identified(refused.symptom(), refused.reference());
            case ACCOUNT ->
                NOT_SENT + failed(refused.symptom()) + " " + identified(refused.symptom(), refused.reference())
                        + besides(refused);
        };
    }

    static String of(Outcome.Unknown unknown) {
        return "Not known whether it was sent: no answer came to it "
                + identified(unknown.symptom(), unknown.reference());
    }

    private static String failed(Symptom symptom) {
        return switch (symptom.peer()) {
            case ENTRA -> "Signet got no token";
            case GRAPH -> "Microsoft Graph could not be used";
            case SMTP -> "the SMTP server could not be used";
            case SIGNET -> "Signet refused it";
        };
    }

    private static String besides(Outcome.Refused refused) {
        return refused.recipients().isEmpty()
                ? ""
                : " Besides, a recipient was refused: " + named(refused.recipients());
    }

    private static String named(List<RefusedRecipient> recipients) {
        String named = recipients.stream()
                .limit(NAMED)
                .map(each -> each.address() + " was refused: " + each.words())
                .collect(Collectors.joining("; "));
        return recipients.size() > NAMED ? named + "; and " + (recipients.size() - NAMED) + " more" : named;
    }

    /** A code is a peer's as well: only what has the form of one is repeated. */
    private static String identified(Symptom symptom, String reference) {
        String code = CODE.matcher(symptom.code()).matches() ? symptom.code() : "unknown";
        return "(code " + code + ", reference " + reference + "). Signet's log has the details.";
    }
}
