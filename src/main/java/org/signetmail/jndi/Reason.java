package org.signetmail.jndi;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.signetmail.account.Symptom;
import org.signetmail.message.InvalidMessage;
import org.signetmail.message.Outcome;
import org.signetmail.message.Outcome.RefusedRecipient;

/**
 * The text of the exception that tells the calling application why a message was not sent.
 *
 * <p>The server's text about a recipient or the message is passed on. Its text about the account or a mailbox is not,
 * since it names the tenant, the client, hosts and a proxy: there, the application gets the code, and a reference to
 * the log line.
 */
final class Reason {
    static final String SEALED = "Not sent: Signet can't open its stored secret. Its settings page says why.";

    private static final String NOT_SENT = "Not sent: ";
    private static final int MAX_LISTED = 20; // recipients

    /** One word, or an SMTP reply's three digits and enhanced status code (RFC 3463 section 2). */
    private static final Pattern CODE =
            Pattern.compile("[A-Za-z0-9_]{1,64}|[2-5][0-9]{2} [245]\\.[0-9]{1,3}\\.[0-9]{1,3}");

    private Reason() {}

    static String of(InvalidMessage invalidMessage) {
        return NOT_SENT + invalidMessage.getMessage();
    }

    static String of(Outcome.Refused refused) {
        return switch (refused.scope()) {
            case MESSAGE -> NOT_SENT + refused.symptom().words() + alsoRefused(refused);
            case RECIPIENT ->
                NOT_SENT + (refused.recipients().isEmpty() ? refused.symptom().words() : list(refused.recipients()));
            case MAILBOX ->
                NOT_SENT + "sending from the mailbox " + refused.from() + " was refused "
                        + codeAndReference(refused.symptom(), refused.reference());
            case ACCOUNT ->
                NOT_SENT + failedPart(refused.symptom()) + " "
                        + codeAndReference(refused.symptom(), refused.reference()) + alsoRefused(refused);
        };
    }

    static String of(Outcome.Unknown unknown) {
        return "Not known whether it was sent: no answer came to it "
                + codeAndReference(unknown.symptom(), unknown.reference());
    }

    private static String failedPart(Symptom symptom) {
        return switch (symptom.peer()) {
            case ENTRA -> "Signet got no token";
            case GRAPH -> "Microsoft Graph could not be used";
            case SMTP -> "the SMTP server could not be used";
            case SIGNET -> "Signet refused it";
        };
    }

    private static String alsoRefused(Outcome.Refused refused) {
        return refused.recipients().isEmpty() ? "" : " Besides, a recipient was refused: " + list(refused.recipients());
    }

    private static String list(List<RefusedRecipient> recipients) {
        String listed = recipients.stream()
                .limit(MAX_LISTED)
                .map(each -> each.address() + " was refused: " + each.words())
                .collect(Collectors.joining("; "));
        return recipients.size() > MAX_LISTED ? listed + "; and " + (recipients.size() - MAX_LISTED) + " more" : listed;
    }

    /** The code comes from the peer, too: it is passed on only if it has the form of a code. */
    private static String codeAndReference(Symptom symptom, String reference) {
        String code = CODE.matcher(symptom.code()).matches() ? symptom.code() : "unknown";
        return "(code " + code + ", reference " + reference + "). Signet's log has the details.";
    }
}
