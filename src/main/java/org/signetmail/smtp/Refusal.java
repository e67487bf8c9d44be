package org.signetmail.smtp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Mailbox;
import org.signetmail.message.Outcome.RefusedRecipient;
import org.signetmail.message.RefusalScope;

/**
 * What a server refused in one submission: the first refusing reply and every refused recipient. Not thread-safe.
 *
 * <p>Replies that follow from an earlier refusal, such as 503 to RCPT after a refused MAIL, do not count.
 */
final class Refusal {
    private final boolean byToken;
    private final List<RefusedRecipient> recipients = new ArrayList<>(0);
    private @Nullable SmtpReply first;
    private boolean senderRefused;
    private RefusalScope scope = RefusalScope.ACCOUNT;

    /** @param byToken whether the sign-in is to the sending mailbox itself, as at Exchange, and not to a relay */
    Refusal(boolean byToken) {
        this.byToken = byToken;
    }

    boolean isPresent() {
        return first != null;
    }

    /** The first refusing reply; null if nothing was refused. */
    @Nullable
    SmtpReply reply() {
        return first;
    }

    /** What the first refusal applies to. */
    RefusalScope scope() {
        return scope;
    }

    List<RefusedRecipient> recipients() {
        return recipients;
    }

    /** Records the reply to MAIL. */
    void noteSender(SmtpReply reply) {
        senderRefused = reply.isRefusal();
        note(reply, ReplyScopes.Step.MAIL);
    }

    /** Records the reply to RCPT. */
    void noteRecipient(SmtpReply reply, Mailbox recipient) {
        if (senderRefused || !reply.isRefusal()) {
            return;
        }
        note(reply, ReplyScopes.Step.RCPT);
        if (ReplyScopes.of(reply, ReplyScopes.Step.RCPT, byToken) == RefusalScope.RECIPIENT) {
            recipients.add(new RefusedRecipient(recipient.address(), reply.words()));
        }
    }

    /**
     * Records the reply to the content. A refusal of scope RECIPIENT is assigned to the recipient if there is only
     * one.
     */
    void noteContent(SmtpReply reply, List<Mailbox> to) {
        boolean acceptedSoFar = !isPresent();
        note(reply, ReplyScopes.Step.CONTENT);
        if (acceptedSoFar && isPresent() && scope == RefusalScope.RECIPIENT && to.size() == 1) {
            recipients.add(new RefusedRecipient(to.get(0).address(), reply.words()));
        }
    }

    /** Records a reply to DATA other than 354. Whatever its code, no content may follow: no message was sent. */
    void noteDataNotAccepted(SmtpReply reply, List<Mailbox> to) {
        noteContent(reply, to);
        if (first == null) {
            first = reply;
        }
    }

    private void note(SmtpReply reply, ReplyScopes.Step step) {
        if (first == null && reply.isRefusal()) {
            first = reply;
            scope = ReplyScopes.of(reply, step, byToken);
        }
    }
}
