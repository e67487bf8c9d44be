package org.signetmail.smtp;

import static org.signetmail.message.RefusalScope.ACCOUNT;
import static org.signetmail.message.RefusalScope.MAILBOX;
import static org.signetmail.message.RefusalScope.MESSAGE;
import static org.signetmail.message.RefusalScope.RECIPIENT;

import java.util.List;
import java.util.regex.Pattern;
import org.signetmail.message.RefusalScope;

/**
 * Decides the scope of a refusal from the SMTP step and the reply code, never from the text. A table of rules; the
 * first match applies.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.3.2">RFC 5321 section 4.3.2</a>: which reply at which step
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3463">RFC 3463</a>: the classes of enhanced codes: x.1 address, x.2 mailbox,
 *     x.3 mail system, x.5 protocol, x.6 content, x.7 policy
 * @see <a
 *     href="https://learn.microsoft.com/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online">Exchange
 *     Online's codes</a>
 */
final class ReplyScopes {
    /** The SMTP step that a reply belongs to. */
    enum Step {
        MAIL,
        RCPT,
        /** The replies to DATA and to the content. */
        CONTENT
    }

    private record Rule(Pattern code, RefusalScope scope) {}

    private static final String SIGN_IN_REFUSED = "535";

    /** Not ready, not signed in, or not understood: every step of every message would be refused the same way. */
    private static final List<Rule> AT_EVERY_STEP = List.of(
            rule(ACCOUNT, "421( .*)?"),
            rule(ACCOUNT, "5(00|02|03|04|30|34|35|38)( .*)?"),
            rule(ACCOUNT, "454 4\\.7\\.0"),
            // Not signed in; Basic authentication no longer accepted; Direct Send turned off.
            rule(ACCOUNT, "... 5\\.7\\.(57|30|68)"),
            // Tenant limits, blocked tenants and addresses, domains that are not accepted domains.
            rule(ACCOUNT, "... 5\\.7\\.(23[0-9]|50[0-9]|51[01]|6[0-9]{2}|70[58]|750|8[0-9]{2})"),
            // Server errors and throttling of Exchange.
            rule(ACCOUNT, "... 4\\.7\\.(0|[56][0-9]{2})"),
            // Larger than the server or the mailbox accepts.
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
            // Without an enhanced code it may be too many recipients (RFC 5321 section 4.5.3.1.10) or a full disk,
            // not the recipient.
            rule(MESSAGE, "452"),
            rule(ACCOUNT, "... [45]\\.3\\.[0-9]+"),
            // Postfix reports only here that the signed-in user does not own the sender's address. Its 554 5.7.1 may
            // be about the recipient as well.
            rule(ACCOUNT, "553 5\\.7\\.1"),
            rule(MAILBOX, "... [45]\\.1\\.[78]"),
            rule(RECIPIENT, "[45].*"));

    private static final List<Rule> AT_CONTENT = List.of(
            rule(MESSAGE, "552"),
            rule(MESSAGE, "552 5\\.[37]\\.[0-9]+"),
            rule(MESSAGE, "... [45]\\.6\\.[0-9]+"),
            // Several authors without Sender; no valid From.
            rule(MESSAGE, "... 5\\.(1\\.20|7\\.512)"),
            // The sender's address; the sender's daily limit.
            rule(MAILBOX, "... [45]\\.1\\.([78]|90)"),
            rule(RECIPIENT, "... [45]\\.1\\.[0-9]+"),
            // The recipient is on the tenant's own list of blocked addresses.
            rule(RECIPIENT, "... 5\\.7\\.703"),
            rule(MAILBOX, "... [45]\\.2\\.[0-9]+"),
            rule(MAILBOX, "432( .*)?"),
            rule(MAILBOX, "... 5\\.7\\.60"),
            // A policy against the content of the message.
            rule(MESSAGE, "55[04]( 5\\.(0\\.0|7\\.[0-9]))?"));

    /** Mailbox status codes. A relay does not host the sender's mailbox: there they are about a recipient. */
    private static final Pattern MAILBOX_STATUS = Pattern.compile("... [45]\\.2\\.[0-9]+");

    private ReplyScopes() {}

    /** @param byToken whether the sign-in is to the sending mailbox itself, and not to a relay */
    static RefusalScope ofSignIn(int status, boolean byToken) {
        return byToken && Integer.toString(status).equals(SIGN_IN_REFUSED) ? MAILBOX : ACCOUNT;
    }

    /**
     * The scope of a refusal.
     *
     * @param byToken whether the sign-in is to the sending mailbox itself, as at Exchange, and not to a relay
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
