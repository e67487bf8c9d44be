package org.signetmail.smtp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Mailbox;
import org.signetmail.message.Outcome.RefusedRecipient;
import org.signetmail.message.RefusalScope;

/**
 * What a server said no to in one mail: the first reply that refused, and every recipient that was refused. For one thread.
 *
 * <p>Replies that only follow from an earlier no, such as 503 to RCPT after a refused MAIL, are no refusals of their own.
 */
final class Refusal {
    private final boolean byToken;
    private final List<RefusedRecipient> recipients = new ArrayList<>(0);
    private @Nullable SmtpReply first;
    private boolean senderRefused;
    private RefusalScope scope = RefusalScope.ACCOUNT;

    /** @param byToken whether the sending mailbox is the server's own */
    Refusal(boolean byToken) {
        this.byToken = byToken;
    }

    boolean isThere() {
        return first != null;
    }

    /** The reason: null if nothing was refused. */
    @Nullable
    SmtpReply reply() {
        return first;
    }

    /** What the reason is about. */
    RefusalScope scope() {
        return scope;
    }

    List<RefusedRecipient> recipients() {
        return recipients;
    }

    /** Notes the reply to MAIL. */
    void noteSender(SmtpReply reply) {
        senderRefused = reply.refuses();
        note(reply, ReplyScopes.Step.MAIL);
    }

    /** Notes the reply to RCPT. */
    void noteRecipient(SmtpReply reply, Mailbox recipient) {
        if (senderRefused || !reply.refuses()) {
            return;
        }
        note(reply, ReplyScopes.Step.RCPT);
        if (ReplyScopes.of(reply, ReplyScopes.Step.RCPT, byToken) == RefusalScope.RECIPIENT) {
            recipients.add(new RefusedRecipient(recipient.address(), reply.words()));
        }
    }

    /** Notes the reply to the content; about the only recipient, it is that one's. */
    void noteContent(SmtpReply reply, List<Mailbox> to) {
        boolean accepted = !isThere();
        note(reply, ReplyScopes.Step.CONTENT);
        if (accepted && isThere() && scope == RefusalScope.RECIPIENT && to.size() == 1) {
            recipients.add(new RefusedRecipient(to.get(0).address(), reply.words()));
        }
    }

    /** Notes a reply to DATA that is not 354. Whatever it says, no content may follow, so that no message went out. */
    void noteNoGoAhead(SmtpReply reply, List<Mailbox> to) {
        noteContent(reply, to);
        if (first == null) {
            first = reply;
        }
    }

    private void note(SmtpReply reply, ReplyScopes.Step step) {
        if (first == null && reply.refuses()) {
            first = reply;
            scope = ReplyScopes.of(reply, step, byToken);
        }
    }
}
