package org.signetmail.outbox;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.signetmail.account.Mailbox;
import org.signetmail.outbox.MailboxLeases.Lease;
import org.signetmail.outbox.OutboxStore.Accepted;
import org.signetmail.settings.Storage;
import org.signetmail.settings.StoreOnDisk;

/** The stores of the outbox outside a server, with two nodes on them. */
final class OutboxOnDisk implements AutoCloseable {
    static final String SYSTEM = "notifications@contoso.example";

    final StoreOnDisk disk;
    final OutboxStore store = new OutboxStore();
    final AttemptStore attempts = new AttemptStore();
    final MailboxLeases leases = new MailboxLeases();
    final String one;
    final String two;

    @SuppressWarnings("UnnecessaryAssignment") // There is no container.
    private OutboxOnDisk(StoreOnDisk disk) {
        this.disk = disk;
        store.transaction = disk.transaction();
        store.leases = leases;
        attempts.transaction = disk.transaction();
        leases.transaction = disk.transaction();
        one = node().id();
        two = node().id();
    }

    static OutboxOnDisk open(Storage storage, Path folder) {
        return new OutboxOnDisk(StoreOnDisk.open(storage, folder, Clock.systemUTC()));
    }

    NodeSession node() {
        var node = new NodeSession();
        node.transaction = disk.transaction();
        return node;
    }

    static Accepted message(String application, String mailbox, Lane lane) {
        return new Accepted(
                application,
                lane,
                new Mailbox(mailbox),
                "<id@contoso.example>",
                List.of(new Mailbox("guest@partner.example"), new Mailbox("other@partner.example")),
                3,
                "key");
    }

    long add(Lane lane) {
        return store.add(message("newspaper", SYSTEM, lane), new byte[] {1, 2, 3}, null);
    }

    /** The numbers of the messages that are due, in their order. */
    List<Long> claimedBy(Lease lease) {
        var numbers = new ArrayList<Long>();
        attempts.claim(lease).ifPresent(first -> {
            numbers.add(first.number());
            numbers.addAll(claimedBy(lease));
        });
        return numbers;
    }

    Lease lease(String node) {
        return leases.lease(SYSTEM, node).orElseThrow();
    }

    String stateOf(long number) {
        return disk.inTransaction(
                entities -> entities.find(OutboxRow.class, number).state.name());
    }

    /** As if the node had not renewed its session. */
    void die(String node) {
        disk.inTransaction(entities -> entities.createQuery("update OutboxNode n set n.aliveUntil = 0 where n.id = :id")
                .setParameter("id", node)
                .executeUpdate());
    }

    @Override
    public void close() {
        disk.close();
    }
}
