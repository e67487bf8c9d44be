package org.signetmail.outbox;

import java.util.List;
import org.signetmail.account.Mailbox;
import org.signetmail.outbox.OutboxStore.Accepted;
import org.signetmail.settings.StoreOnDisk;

/** The outbox for tests of other packages. */
@SuppressWarnings("UnnecessaryAssignment") // There is no container.
public final class OutboxFixture {
    private OutboxFixture() {}

    public static OutboxLog log(StoreOnDisk disk) {
        var log = new OutboxLog();
        log.transaction = disk.transaction();
        return log;
    }

    /** Adds a message that was refused for good. */
    public static void addDead(StoreOnDisk disk) {
        var store = new OutboxStore();
        store.transaction = disk.transaction();
        store.leases = new MailboxLeases();
        store.leases.transaction = disk.transaction();
        var accepted = new Accepted(
                "newspaper",
                Lane.NORMAL,
                new Mailbox("notifications@contoso.example"),
                "<id@contoso.example>",
                List.of(new Mailbox("guest@partner.example")),
                1,
                "key");
        long number = store.add(accepted, new byte[] {1}, null);
        disk.inTransaction(
                entities -> entities.createQuery("update OutboxRow m set m.state = :dead where m.number = :number")
                        .setParameter("dead", OutboxState.DEAD)
                        .setParameter("number", number)
                        .executeUpdate());
    }
}
