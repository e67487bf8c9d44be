package org.signetmail.smtp;

import static org.signetmail.message.RefusalScope.ACCOUNT;
import static org.signetmail.message.RefusalScope.MAILBOX;
import static org.signetmail.message.RefusalScope.MESSAGE;
import static org.signetmail.message.RefusalScope.RECIPIENT;

import java.util.List;
import java.util.regex.Pattern;
import org.signetmail.message.RefusalScope;

/**
 * What a refusing reply is about: decided by the step at which it came and by its code, never by its words. Data only; the
 * first rule that fits counts.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.3.2">RFC 5321 section 4.3.2</a>: which reply at which step
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3463">RFC 3463</a>: the classes of enhanced codes: x.1 address, x.2 mailbox,
 *     x.3 mail system, x.5 protocol, x.6 content, x.7 policy
 * @see <a
 *     href="https://learn.microsoft.com/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online">Exchange
 *     Online's codes</a>
 */
final class ReplyScopes {
    /** Where in the dialogue a reply came. */
    enum Step {
        MAIL,
        RCPT,
        /** The reply to DATA, and the one after the content. */
        CONTENT
    }

    private record Rule(Pattern code, RefusalScope scope) {}

    private static final String SIGN_IN_REFUSED = "535";

    /** Not ready, not signed in, or not understood: it would be the same at each step of each message. */
    private static final List<Rule> AT_EVERY_STEP = List.of(
            rule(ACCOUNT, "421( .*)?"),
            rule(ACCOUNT, "5(00|02|03|04|30|34|35|38)( .*)?"),
            rule(ACCOUNT, "454 4\\.7\\.0"),
            // Not signed in; Basic no longer taken; Direct Send turned off.
            rule(ACCOUNT, "... 5\\.7\\.(57|30|68)"),
            // Tenant limits, blocked tenants and addresses, domains that are not accepted.
            rule(ACCOUNT, "... 5\\.7\\.(23[0-9]|50[0-9]|51[01]|6[0-9]{2}|70[58]|750|8[0-9]{2})"),
            // Server errors and throttling of Exchange.
            rule(ACCOUNT, "... 4\\.7\\.(0|[56][0-9]{2})"),
            // Greater than the server or the mailbox takes.
            rule(MESSAGE, "... [45]\\.3\\.4"),
            rule(MESSAGE, "... [45]\\.2\\.3"),
            // Too many recipients.
            rule(MESSAGE, "... [45]\\.5\\.3"));

    private static final List<Rule> AT_MAIL = List.of(
            rule(MESSAGE, "552( .*)?"),
            rule(MESSAGE, "... [45]\\.6\\.[0-9]+"),
            rule(MAILBOX, "... [45]\\.[12]\\.[0-9]+"),
            rule(MAILBOX, "... 5\\.7\\.(1|60)"),
            rule(MAILBOX, "55[013]"));

    private static final List<Rule> AT_RCPT = List.of(
            // Without a class it may be too many recipients (RFC 5321 section 4.5.3.1.10) or a full disk, and no
            // recipient's fault.
            rule(MESSAGE, "452"),
            rule(ACCOUNT, "... [45]\\.3\\.[0-9]+"),
            // Postfix says only here that the user who signed in does not own the sender's address. Its 554 5.7.1 may
            // be
            // about the recipient as well.
            rule(ACCOUNT, "553 5\\.7\\.1"),
            rule(MAILBOX, "... [45]\\.1\\.[78]"),
            rule(RECIPIENT, "[45].*"));

    private static final List<Rule> AT_CONTENT = List.of(
            rule(MESSAGE, "552"),
            rule(MESSAGE, "552 5\\.[37]\\.[0-9]+"),
            rule(MESSAGE, "... [45]\\.6\\.[0-9]+"),
            // Several authors without Sender; no valid From.
            rule(MESSAGE, "... 5\\.(1\\.20|7\\.512)"),
            // The sender's address; the sender's own limit of a day.
            rule(MAILBOX, "... [45]\\.1\\.([78]|90)"),
            rule(RECIPIENT, "... [45]\\.1\\.[0-9]+"),
            // The recipient stands in the tenant's own list of blocked addresses.
            rule(RECIPIENT, "... 5\\.7\\.703"),
            rule(MAILBOX, "... [45]\\.2\\.[0-9]+"),
            rule(MAILBOX, "432( .*)?"),
            rule(MAILBOX, "... 5\\.7\\.60"),
            // A policy against what stands in the message.
            rule(MESSAGE, "55[04]( 5\\.(0\\.0|7\\.[0-9]))?"));

    /** At a relay, that of a recipient: a relay has no mailbox of the sender. */
    private static final Pattern MAILBOX_STATUS = Pattern.compile("... [45]\\.2\\.[0-9]+");

    private ReplyScopes() {}

    /** @param byToken whether the sign-in is one to a mailbox of its own, and not to a relay */
    static RefusalScope ofSignIn(int status, boolean byToken) {
        return byToken && Integer.toString(status).equals(SIGN_IN_REFUSED) ? MAILBOX : ACCOUNT;
    }

    /**
     * What a refusal is about.
     *
     * @param byToken whether the sending mailbox is the server's own, as at Exchange, and not a relay's customer
     */
    static RefusalScope of(SmtpReply refusal, Step step, boolean byToken) {
        if (!byToken
                && step == Step.CONTENT
                && MAILBOX_STATUS.matcher(refusal.code()).matches()) {
            return RECIPIENT;
        }
        List<Rule> here = switch (step) {
            case MAIL -> AT_MAIL;
            case RCPT -> AT_RCPT;
            case CONTENT -> AT_CONTENT;
        };
        return first(AT_EVERY_STEP, refusal.code(), first(here, refusal.code(), ACCOUNT));
    }

    private static RefusalScope first(List<Rule> rules, String code, RefusalScope otherwise) {
        for (Rule rule : rules) {
            if (rule.code().matcher(code).matches()) {
                return rule.scope();
            }
        }
        return otherwise;
    }

    private static Rule rule(RefusalScope scope, String code) {
        return new Rule(Pattern.compile(code), scope);
    }
}
