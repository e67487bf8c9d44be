package org.signetmail.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every database has to hold of the accepted messages. */
class OutboxStoreTest extends OutboxStores {
    @Test
    void aLargeContentIsReadAsItWasStored() {
        byte[] content = new byte[1_300_000];
        new Random(7).nextBytes(content);
        long number =
                outbox.store.add(OutboxOnDisk.message("newspaper", OutboxOnDisk.SYSTEM, Lane.NORMAL), content, null);
        assertThat(outbox.store.content(number)).isEqualTo(content);
    }

    @Test
    void aPersonWhoWaitsComesFirst() {
        long bulk = outbox.add(Lane.BULK);
        long normal = outbox.add(Lane.NORMAL);
        long person = outbox.add(Lane.PERSON_WAITS);
        long second = outbox.add(Lane.NORMAL);
        assertThat(outbox.claimedBy(outbox.lease(outbox.one))).containsExactly(person, normal, second, bulk);
    }

    @Test
    void applicationsAlternate() {
        long first = outbox.add(Lane.NORMAL);
        long second = outbox.add(Lane.NORMAL);
        long third = outbox.add(Lane.NORMAL);
        long others = outbox.store.add(
                OutboxOnDisk.message("bookshop", OutboxOnDisk.SYSTEM, Lane.NORMAL), new byte[] {1}, null);
        assertThat(outbox.claimedBy(outbox.lease(outbox.one))).containsExactly(first, others, second, third);
        long later = outbox.add(Lane.NORMAL);
        assertThat(outbox.claimedBy(outbox.lease(outbox.one))).containsExactly(later);
    }

    @Test
    void aHeldMessageWaitsForItsTransaction() {
        long number = outbox.store.add(
                OutboxOnDisk.message("newspaper", OutboxOnDisk.SYSTEM, Lane.NORMAL), new byte[] {1}, outbox.one);
        assertThat(outbox.leases.due(outbox.one, "", 10)).isEmpty();
        assertThat(outbox.attempts.claim(outbox.lease(outbox.one))).isEmpty();

        assertThat(outbox.store.letGo(List.of(number))).isOne();

        assertThat(outbox.store.letGo(List.of(number))).isZero();
        assertThat(outbox.leases.due(outbox.one, "", 10)).containsExactly(OutboxOnDisk.SYSTEM);
        assertThat(outbox.claimedBy(outbox.lease(outbox.one))).hasSize(1);
    }

    @Test
    void aHeldMessageIsDroppedWithItsTransaction() {
        long number = outbox.store.add(
                OutboxOnDisk.message("newspaper", OutboxOnDisk.SYSTEM, Lane.NORMAL), new byte[] {1}, outbox.one);
        long sent = outbox.add(Lane.NORMAL);
        outbox.store.drop(List.of(number, sent));
        assertThat(outbox.store.content(number)).isEmpty();
        assertThat(outbox.claimedBy(outbox.lease(outbox.one))).containsExactly(sent);
    }

    /** All of them are the first message of their mailbox. */
    @Test
    void manyCallersStoreAtOnce() throws Exception {
        var callers = Executors.newFixedThreadPool(8);
        var adding = new ArrayList<Callable<Long>>();
        for (int caller = 0; caller < 40; caller++) {
            String mailbox = "box" + caller % 2 + "@contoso.example";
            adding.add(() ->
                    outbox.store.add(OutboxOnDisk.message("newspaper", mailbox, Lane.NORMAL), new byte[] {1}, null));
        }
        var numbers = new ArrayList<Long>();
        for (Future<Long> added : callers.invokeAll(adding)) {
            numbers.add(added.get());
        }
        callers.shutdown();
        assertThat(numbers).hasSize(40).doesNotHaveDuplicates();
        assertThat(outbox.leases.due(outbox.one, "", 10))
                .containsExactly("box0@contoso.example", "box1@contoso.example");
        assertThat(outbox.leases.due(outbox.one, "", 1)).containsExactly("box0@contoso.example");
        assertThat(outbox.leases.due(outbox.one, "box0@contoso.example", 1)).containsExactly("box1@contoso.example");
    }
}
