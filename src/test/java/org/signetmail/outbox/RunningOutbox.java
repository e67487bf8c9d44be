package org.signetmail.outbox;

import jakarta.mail.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.signetmail.delivery.DeliveryAttempts;
import org.signetmail.delivery.DeliveryFixture;
import org.signetmail.delivery.Draft;
import org.signetmail.delivery.MailSessionFactory;
import org.signetmail.delivery.SenderRestriction;
import org.signetmail.message.OutgoingMessage;
import org.signetmail.message.RenderedMessage;
import org.signetmail.message.SenderRule;
import org.signetmail.settings.StoreOnDisk;

/** The outbox of one node outside a server, wired as the container does. */
@SuppressWarnings("UnnecessaryAssignment") // The fixture injects as the container does.
final class RunningOutbox implements AutoCloseable {
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final long BETWEEN_LOOKS = 20_000_000; // nanoseconds

    final StoreOnDisk disk;
    final OutboxWorker worker = new OutboxWorker();
    final Outbox outbox = new Outbox();
    final DeliveryAttempts attempts;
    private final OutboxThreads threads = new OutboxThreads();

    private RunningOutbox(StoreOnDisk disk, MailSessionFactory sessions) {
        this.disk = disk;
        attempts = DeliveryFixture.attempts(sessions);
        Clock clock = Clock.systemUTC();
        threads.open(runnable -> {
            var thread = new Thread(runnable, "outbox");
            thread.setDaemon(true);
            return thread;
        });
        var leases = new MailboxLeases();
        leases.transaction = disk.transaction();
        var node = new NodeSession();
        node.transaction = disk.transaction();
        var store = new OutboxStore();
        store.transaction = disk.transaction();
        store.leases = leases;
        var claims = new AttemptStore();
        claims.transaction = disk.transaction();
        var keys = new OutboxKeys();
        keys.transaction = disk.transaction();
        keys.seal = disk.seal();
        disk.add(keys);
        var messages = new StoredMessages();
        messages.store = store;
        messages.keys = keys;
        messages.clock = clock;
        var pauses = new OutboxPauses();
        pauses.transaction = disk.transaction();
        worker.store = store;
        worker.claims = claims;
        worker.leases = leases;
        worker.node = node;
        worker.pauses = pauses;
        worker.messages = messages;
        worker.settings = disk.settings();
        worker.attempts = attempts;
        worker.threads = threads;
        worker.clock = clock;
        var bounds = new OutboxBounds();
        bounds.transaction = disk.transaction();
        bounds.clock = clock;
        outbox.messages = messages;
        outbox.node = node;
        outbox.bounds = bounds;
        outbox.worker = worker;
    }

    /** Does not send yet. */
    static RunningOutbox on(StoreOnDisk disk, MailSessionFactory sessions) {
        return new RunningOutbox(disk, sessions);
    }

    RunningOutbox started() {
        worker.start();
        return this;
    }

    RenderedMessage prepared(Message message) throws Exception {
        return attempts.prepare(
                "newspaper",
                SenderRule.Author.SYSTEM,
                SenderRestriction.NONE,
                Draft.of(OutgoingMessage.of(message, null, Instant.now())));
    }

    /** Accepts a message; returns its Message-ID. */
    String accept(Lane lane, Message message) throws Exception {
        RenderedMessage prepared = prepared(message);
        outbox.accept("newspaper", lane, prepared);
        return prepared.messageId();
    }

    List<OutboxRow> rows() {
        return disk.inTransaction(entities -> entities.createQuery(
                        "select m from OutboxRow m order by m.acceptedAt, m.number", OutboxRow.class)
                .getResultList());
    }

    List<OutboxState> states() {
        return rows().stream().map(row -> row.state).toList();
    }

    List<OutboxPause> pauses() {
        return disk.inTransaction(entities -> entities.createQuery("select p from OutboxPause p", OutboxPause.class)
                .getResultList());
    }

    /** The addresses that were refused. */
    List<?> refused() {
        return disk.inTransaction(
                entities -> entities.createNativeQuery("select address from outbox_recipient where refused is not null")
                        .getResultList());
    }

    void awaitStates(OutboxState... wanted) {
        await(() -> states().equals(List.of(wanted)));
    }

    /** Waits for a condition, whose failure shows the rows. */
    void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(WITHIN);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("Not within " + WITHIN + ": "
                        + rows().stream()
                                .map(row -> row.state + " " + row.code + " " + row.words)
                                .toList());
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
    }

    @Override
    public void close() {
        worker.stop(Duration.ofSeconds(5));
        threads.close();
    }
}
