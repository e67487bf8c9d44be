package org.signetmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Peer;
import org.signetmail.message.DeliveryClient.SendingLimits;

/**
 * The limiters of recently used mailboxes. They are kept per mailbox and outlive a change of the settings: Microsoft
 * keeps counting when a secret is replaced. Thread-safe.
 */
@ApplicationScoped
class MailboxLimiters {
    private final Map<Key, MailboxLimiter> mailboxLimiters = new HashMap<>();
    private final Map<Peer, LongAdder> throttledNanos = new ConcurrentHashMap<>();
    private boolean closed;

    private record Key(Object endpoint, Mailbox mailbox) {}

    /** Returns the limiter of a mailbox, which must be released with {@link #release}. */
    synchronized MailboxLimiter of(MailAccount account, Mailbox mailbox, SendingLimits limits) {
        MailboxLimiter mailboxLimiter = mailboxLimiters.computeIfAbsent(
                new Key(endpointOf(account), mailbox), first -> new MailboxLimiter(limits, this::throttled));
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

    /** Closes all limiters for shutdown: no further message gets a permit, and waiting threads return at once. */
    synchronized void close() {
        closed = true;
        mailboxLimiters.values().forEach(MailboxLimiter::close);
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Threads that wait for a permit, over all mailboxes. */
    synchronized int waiting() {
        return mailboxLimiters.values().stream()
                .mapToInt(MailboxLimiter::waiting)
                .sum();
    }

    /** Messages that are being delivered, over all mailboxes. */
    synchronized int inFlight() {
        return mailboxLimiters.values().stream()
                .mapToInt(MailboxLimiter::inFlight)
                .sum();
    }

    /** The pauses that a server called for, summed over all mailboxes since this node started. */
    Duration throttled(Peer peer) {
        LongAdder nanos = throttledNanos.get(peer);
        return nanos == null ? Duration.ZERO : Duration.ofNanos(nanos.sum());
    }

    private void throttled(Peer peer, long nanos) {
        throttledNanos.computeIfAbsent(peer, first -> new LongAdder()).add(nanos);
    }

    private static Object endpointOf(MailAccount account) {
        if (account instanceof MailAccount.SmtpRelay relay) {
            return relay.relay().server();
        }
        var microsoft = (MailAccount.Microsoft365) account;
        var cloud = microsoft.credentials().application().cloud();
        return microsoft.route() == DeliveryRoute.GRAPH ? cloud.graph() : cloud.smtp();
    }
}
