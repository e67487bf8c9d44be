package org.signetmail.jndi;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.signetmail.account.Symptom;
import org.signetmail.message.InvalidMessage;
import org.signetmail.message.Outcome;
import org.signetmail.message.Outcome.RefusedRecipient;
import org.signetmail.text.Messages;

/**
 * The text of the exception that tells the calling application why a message was not sent.
 *
 * <p>The server's text about a recipient or the message is passed on. Its text about the account or a mailbox is not,
 * since it names the tenant, the client, hosts and a proxy: there, the application gets the code, and a reference to
 * the log line.
 */
final class Reason {

    private static final int MAX_LISTED = 20; // recipients

    /** One word, or an SMTP reply's three digits and enhanced status code (RFC 3463 section 2). */
    private static final Pattern CODE =
            Pattern.compile("[A-Za-z0-9_]{1,64}|[2-5][0-9]{2} [245]\\.[0-9]{1,3}\\.[0-9]{1,3}");

    private Reason() {}

    /** A stored secret could not be opened. */
    static String sealed() {
        return Messages.text("jndi.sealed");
    }

    static String of(InvalidMessage invalidMessage) {
        return notSent(invalidMessage.getMessage());
    }

    static String of(Outcome.Refused refused) {
        return switch (refused.scope()) {
            case MESSAGE -> withRefused(notSent(refused.symptom().words()), refused);
            case RECIPIENT ->
                notSent(refused.recipients().isEmpty() ? refused.symptom().words() : list(refused.recipients()));
            case MAILBOX ->
                Messages.text("jndi.refused.mailbox", code(refused.symptom()), refused.reference(), refused.from());
            case ACCOUNT ->
                withRefused(
                        Messages.text(failedPart(refused.symptom()), code(refused.symptom()), refused.reference()),
                        refused);
        };
    }

    static String of(Outcome.Unknown unknown) {
        return Messages.text("jndi.unknown", code(unknown.symptom()), unknown.reference());
    }

    /** The key of the text that names the part that failed. */
    private static String failedPart(Symptom symptom) {
        return switch (symptom.peer()) {
            case ENTRA -> "jndi.refused.entra";
            case GRAPH -> "jndi.refused.graph";
            case SMTP -> "jndi.refused.smtp";
            case SIGNET -> "jndi.refused.signet";
        };
    }

    private static String notSent(String why) {
        return Messages.text("jndi.notSent", why);
    }

    private static String withRefused(String sentence, Outcome.Refused refused) {
        return refused.recipients().isEmpty()
                ? sentence
                : Messages.text("jndi.recipientsToo", sentence, list(refused.recipients()));
    }

    private static String list(List<RefusedRecipient> recipients) {
        String listed = recipients.stream()
                .limit(MAX_LISTED)
                .map(each -> Messages.text("jndi.recipient", each.address(), each.words()))
                .collect(Collectors.joining("; "));
        return recipients.size() > MAX_LISTED
                ? Messages.text("jndi.recipients.more", listed, recipients.size() - MAX_LISTED)
                : listed;
    }

    /** The code comes from the peer, too: it is passed on only if it has the form of a code. */
    private static String code(Symptom symptom) {
        return CODE.matcher(symptom.code()).matches() ? symptom.code() : Messages.text("jndi.noCode");
    }
}
