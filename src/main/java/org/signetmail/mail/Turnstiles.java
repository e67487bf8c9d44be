package org.signetmail.mail;

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
class Turnstiles {
    private final Map<Key, Turnstile> turnstiles = new HashMap<>();
    private boolean closed;

    private record Key(Object where, Mailbox mailbox) {}

    /** To be given back with {@link #release}. */
    synchronized Turnstile of(MailAccount account, Mailbox mailbox, SendingLimits allowance) {
        Turnstile turnstile =
                turnstiles.computeIfAbsent(new Key(where(account), mailbox), first -> new Turnstile(allowance));
        if (closed) {
            turnstile.close();
        }
        turnstile.enlist();
        return turnstile;
    }

    synchronized void release(Turnstile turnstile) {
        turnstile.discharge();
    }

    synchronized void tidy() {
        turnstiles.values().removeIf(Turnstile::isFresh);
    }

    /** Signet stops: no more mail gets a turn, and those that wait for one are told so at once. */
    synchronized void close() {
        closed = true;
        turnstiles.values().forEach(Turnstile::close);
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
