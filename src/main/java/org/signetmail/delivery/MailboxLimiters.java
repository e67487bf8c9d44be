package org.signetmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Mailbox;
import org.signetmail.message.DeliveryClient.SendingLimits;

/**
 * The turnstile of each mailbox that was sent from lately. It belongs to the mailbox and not to the settings: Microsoft
 * counts on when a secret is replaced.
 */
@ApplicationScoped
class MailboxLimiters {
    private final Map<Key, MailboxLimiter> mailboxLimiters = new HashMap<>();
    private boolean closed;

    private record Key(Object where, Mailbox mailbox) {}

    /** To be given back with {@link #release}. */
    synchronized MailboxLimiter of(MailAccount account, Mailbox mailbox, SendingLimits allowance) {
        MailboxLimiter mailboxLimiter = mailboxLimiters.computeIfAbsent(
                new Key(where(account), mailbox), first -> new MailboxLimiter(allowance));
        if (closed) {
            mailboxLimiter.close();
        }
        mailboxLimiter.retain();
        return mailboxLimiter;
    }

    synchronized void release(MailboxLimiter mailboxLimiter) {
        mailboxLimiter.unretain();
    }

    synchronized void evictIdle() {
        mailboxLimiters.values().removeIf(MailboxLimiter::isUnused);
    }

    /** Signet stops: no more mail gets a turn, and those that wait for one are told so at once. */
    synchronized void close() {
        closed = true;
        mailboxLimiters.values().forEach(MailboxLimiter::close);
    }

    synchronized boolean closed() {
        return closed;
    }

    private static Object where(MailAccount account) {
        if (account instanceof MailAccount.SmtpRelay relay) {
            return relay.relay().server();
        }
        var microsoft = (MailAccount.Microsoft365) account;
        var cloud = microsoft.credentials().application().cloud();
        return microsoft.route() == DeliveryRoute.GRAPH ? cloud.graph() : cloud.smtp();
    }
}
