package org.signetmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Peer;
import org.signetmail.message.Outcome;

/** The messages and back-offs since this node started, and the messages of this moment. Thread-safe. */
@ApplicationScoped
public class DeliveryStatistics {
    @Inject
    MailboxLimiters mailboxLimiters;

    private final Map<Ended, LongAdder> messages = new ConcurrentHashMap<>();

    /** The way of a message. */
    public enum Route {
        GRAPH,
        /** Microsoft 365 by SMTP. */
        SMTP,
        /** An SMTP server with <em>None</em> or <em>Basic</em>. */
        RELAY;

        static Route of(MailAccount account) {
            if (account instanceof MailAccount.Microsoft365 microsoft) {
                return microsoft.route() == DeliveryRoute.GRAPH ? GRAPH : SMTP;
            }
            return RELAY;
        }
    }

    /** The outcome of a message. */
    public enum Result {
        ACCEPTED,
        REFUSED,
        UNKNOWN;

        static Result of(Outcome outcome) {
            if (outcome instanceof Outcome.Accepted) {
                return ACCEPTED;
            }
            return outcome instanceof Outcome.Refused ? REFUSED : UNKNOWN;
        }
    }

    private record Ended(Route route, Result result) {}

    void ended(MailAccount account, Outcome outcome) {
        adder(Route.of(account), Result.of(outcome)).increment();
    }

    /** Messages that ended so, those of Signet itself included. */
    public long messages(Route route, Result result) {
        return adder(route, result).sum();
    }

    /** Messages that wait for a permit of their mailbox. */
    public int waiting() {
        return mailboxLimiters.waiting();
    }

    /** Messages that are being delivered. */
    public int inFlight() {
        return mailboxLimiters.inFlight();
    }

    /** The pauses that a server called for, summed over all mailboxes. */
    public Duration throttled(Peer peer) {
        return mailboxLimiters.throttled(peer);
    }

    private LongAdder adder(Route route, Result result) {
        return messages.computeIfAbsent(new Ended(route, result), first -> new LongAdder());
    }
}
