package org.signetmail.outbox;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.signetmail.account.Configuration;
import org.signetmail.delivery.DeliveryAttempts;
import org.signetmail.log.LogEvent;
import org.signetmail.message.SignetClassLoader;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.NotConfigured;
import org.signetmail.settings.SettingsStore;

/**
 * Sends the stored messages of the mailboxes that this node has leased. Every mailbox has its own {@link MailboxPump}; this class
 * wakes them, renews the node's session and looks for mailboxes with due messages. Thread-safe.
 */
@ApplicationScoped
class OutboxWorker {
    /** A mailbox that waits for its rate limit is looked at so often. */
    private static final long TICK = 50; // milliseconds

    /** The database is asked so often for due messages that other nodes have accepted or left. */
    private static final long POLL = 1_000; // milliseconds

    private static final int MOST_MAILBOXES = 500; // at each poll

    @Inject
    OutboxStore store;

    @Inject
    AttemptStore claims;

    @Inject
    MailboxLeases leases;

    @Inject
    NodeSession node;

    @Inject
    OutboxPauses pauses;

    @Inject
    StoredMessages messages;

    @Inject
    SettingsStore settings;

    @Inject
    DeliveryAttempts attempts;

    @Inject
    OutboxThreads threads;

    @Inject
    Clock clock;

    private final Map<String, MailboxPump> pumps = new ConcurrentHashMap<>();
    private final Queue<EndedTransaction> endedTransactions = new ConcurrentLinkedQueue<>();
    private final RandomGenerator random = new Random();
    private volatile OutboxLimits limits = OutboxLimits.DEFAULT;

    @SuppressWarnings("NullAway.Init") // Set in start().
    private CircuitBreaker accountBreaker;

    private volatile Set<String> paused = Set.of();

    /** Where the next poll goes on, so that each mailbox has its turn. */
    private String lastDue = "";

    private volatile boolean running;
    private volatile boolean failing;

    /** Messages that a caller's transaction held, and whether it was committed. */
    record EndedTransaction(Set<Long> numbers, Set<String> mailboxes, boolean committed) {}

    @PostConstruct
    void readLimits() {
        limits = OutboxLimits.from(Configuration.current()::text);
    }

    void start() {
        accountBreaker = new CircuitBreaker(clock);
        running = true;
        threads.every(TICK, this::tick);
        threads.every(POLL, () -> threads.execute(this::poll));
    }

    /** Takes no further messages, waits for those in flight, and lets other nodes take over. */
    void stop(Duration timeout) {
        running = false;
        long deadline = System.nanoTime() + timeout.toNanos();
        pumps.values().forEach(pump -> pump.awaitIdle(deadline));
        try {
            node.end();
        } catch (RuntimeException databaseAway) {
            LogEvent.OUTBOX_FAILED.log(databaseAway);
        }
        threads.close();
    }

    /** A message of this mailbox may be due. */
    void wake(String mailbox) {
        if (running) {
            pump(mailbox).wake();
        }
    }

    private void tick() {
        if (!endedTransactions.isEmpty() && !failing) { // Else the next poll does.
            threads.execute(this::poll);
        }
        pumps.values().forEach(MailboxPump::tick);
    }

    /** Takes ended transactions of callers: not this bean, since their threads are outside Signet's context. */
    Queue<EndedTransaction> endedTransactions() {
        return endedTransactions;
    }

    private synchronized void endTransactions() {
        for (EndedTransaction ended = endedTransactions.peek(); ended != null; ended = endedTransactions.peek()) {
            if (ended.committed()) {
                store.letGo(ended.numbers());
                ended.mailboxes().forEach(this::wake);
            } else {
                store.drop(ended.numbers());
            }
            endedTransactions.remove();
        }
    }

    /** Also the second attempt of all that the database was away for. */
    synchronized void poll() {
        if (!running) {
            return;
        }
        ClassLoader before = SignetClassLoader.enter();
        try {
            String session = node.current();
            endTransactions();
            paused = pauses.current(settings.active().version());
            List<String> due = leases.due(session, lastDue, MOST_MAILBOXES);
            due.forEach(this::wake);
            lastDue = due.size() < MOST_MAILBOXES ? "" : due.get(MOST_MAILBOXES - 1);
            pumps.values().removeIf(MailboxPump::isUnused);
            failing = false;
        } catch (NotConfigured | SealBroken notSending) {
            paused = Set.of(OutboxPause.ACCOUNT); // Until it is set up, or unlocked.
            failing = false;
        } catch (RuntimeException databaseAway) {
            failed(databaseAway);
        } finally {
            SignetClassLoader.leave(before);
        }
    }

    private MailboxPump pump(String mailbox) {
        return pumps.computeIfAbsent(mailbox, first -> new MailboxPump(first, this));
    }

    boolean mayClaim(String mailbox) {
        return running && !paused.contains(OutboxPause.ACCOUNT) && !paused.contains(mailbox);
    }

    CircuitBreaker accountBreaker() {
        return accountBreaker;
    }

    RandomGenerator random() {
        return random;
    }

    Duration giveUp() {
        return limits.giveUp();
    }

    /** Logged once while the database is away: the next poll goes on. */
    void failed(RuntimeException databaseAway) {
        if (!failing) {
            LogEvent.OUTBOX_FAILED.log(databaseAway);
        }
        failing = true;
    }
}
