package org.signetmail.outbox;

import jakarta.mail.Message;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.signetmail.account.Cloud;
import org.signetmail.account.Clouds;
import org.signetmail.account.Mailbox;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.Trust;
import org.signetmail.delivery.DeliveryFixture;
import org.signetmail.message.MimeMessages;
import org.signetmail.message.PlainTextMail;
import org.signetmail.message.RenderedMessage;
import org.signetmail.outbox.MailboxLeases.Lease;
import org.signetmail.practice.Contoso;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.Storage;
import org.signetmail.settings.StoreOnDisk;
import org.signetmail.token.TokenFixture;

/**
 * A JVM to be killed: it accepts messages without end, by turns alone, in a transaction that is committed, and in one that is rolled
 * back, and sends them. Prints each number that was accepted, and {@code POINT} when it stands still at the point it was started for.
 */
final class AcceptingProcess {
    private static final int STILL_AFTER = 3; // messages at the point

    private static PrintStream lines =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private AcceptingProcess() {}

    /** The points of a message's life at which a process may be killed. */
    enum Point {
        BEFORE_ACCEPTED,
        ACCEPTED,
        BEFORE_CLAIMED,
        CLAIMED,
        OPENED,
        BEFORE_SENDING,
        SENDING,
        BEFORE_RECORDED,
        RECORDED,
        BEFORE_RELEASED,
        RELEASED,
        BEFORE_DROPPED,
        DROPPED,
        /** None of them: at any moment. */
        RANDOM
    }

    private static final class Stop {
        private final Point wanted;
        private int passed;

        Stop(Point wanted) {
            this.wanted = wanted;
        }

        void at(Point point) {
            if (point == wanted && passed() > STILL_AFTER) {
                lines.println("POINT");
                while (true) {
                    LockSupport.park();
                }
            }
        }

        private synchronized int passed() {
            return ++passed;
        }
    }

    /** The cloud of a practice tenant in another process. */
    static Cloud cloud(String authority, String graph, String smtpHost, int smtpPort, String caFile) throws Exception {
        return Cloud.custom(
                URI.create(authority),
                URI.create(graph),
                new SmtpServer(smtpHost, smtpPort),
                Trust.only(Path.of(caFile)));
    }

    /**
     * Runs until it is killed.
     *
     * @param given storage, folder, database, point, first number, and the cloud's five values
     */
    public static void main(String[] given) throws Exception {
        System.setOut(System.err); // The JPA provider writes to it.
        Path folder = Path.of(given[1]);
        var stop = new Stop(Point.valueOf(given[3]));
        Cloud cloud = cloud(given[5], given[6], given[7], Integer.parseInt(given[8]), given[9]);
        StoreOnDisk disk =
                OutboxKilledIT.open(Storage.valueOf(given[0]), given[2], folder, Clouds.with(Optional.of(cloud)));
        var sessions = DeliveryFixture.sessionsWithoutRateLimit(
                disk.settings(),
                TokenFixture.tokens(OutboundProxy.NONE, Clock.systemUTC()),
                OutboundProxy.NONE,
                Clock.systemUTC());
        RunningOutbox outbox = RunningOutbox.on(disk, sessions);
        stopping(outbox, stop);
        outbox.started();
        for (int number = Integer.parseInt(given[4]); ; number++) {
            accept(outbox, number);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static void accept(RunningOutbox outbox, int number) throws Exception {
        Message mail = MimeMessages.of(
                new PlainTextMail(List.of(new Mailbox(Contoso.GUEST)), "mail " + number, "text"), false);
        RenderedMessage prepared = outbox.prepared(mail);
        if (number % 3 == 0) {
            outbox.outbox.accept("newspaper", Lane.NORMAL, prepared);
            lines.println("accepted " + number + " " + prepared.messageId());
            return;
        }
        Outbox.Transaction transaction = outbox.outbox.begin();
        transaction.accept("newspaper", Lane.NORMAL, prepared);
        boolean committed = number % 3 == 1;
        lines.println((committed ? "committed " : "rolledback ") + number + " " + prepared.messageId());
        transaction.ended(committed);
    }

    @SuppressWarnings("UnnecessaryAssignment") // There is no container.
    private static void stopping(RunningOutbox outbox, Stop stop) {
        OutboxWorker worker = outbox.worker;
        var store = new OutboxStore() {
            @Override
            long add(Accepted accepted, byte[] sealed, String holder) {
                stop.at(Point.BEFORE_ACCEPTED);
                long number = super.add(accepted, sealed, holder);
                stop.at(Point.ACCEPTED);
                return number;
            }

            @Override
            int letGo(Collection<Long> numbers) {
                stop.at(Point.BEFORE_RELEASED);
                int released = super.letGo(numbers);
                stop.at(Point.RELEASED);
                return released;
            }

            @Override
            void drop(Collection<Long> numbers) {
                stop.at(Point.BEFORE_DROPPED);
                super.drop(numbers);
                stop.at(Point.DROPPED);
            }
        };
        store.transaction = worker.store.transaction;
        store.leases = worker.leases;
        var claims = new AttemptStore() {
            @Override
            Optional<Claimed> claim(Lease lease) {
                stop.at(Point.BEFORE_CLAIMED);
                Optional<Claimed> claimed = super.claim(lease);
                if (claimed.isPresent()) {
                    stop.at(Point.CLAIMED);
                }
                return claimed;
            }

            @Override
            boolean sending(Claimed claimed) {
                stop.at(Point.BEFORE_SENDING);
                boolean sending = super.sending(claimed);
                stop.at(Point.SENDING);
                return sending;
            }

            @Override
            boolean ended(Claimed claimed, Ending ending) {
                stop.at(Point.BEFORE_RECORDED);
                boolean ended = super.ended(claimed, ending);
                stop.at(Point.RECORDED);
                return ended;
            }
        };
        claims.transaction = worker.store.transaction;
        var messages = new StoredMessages() {
            @Override
            Optional<RenderedMessage> opened(AttemptStore.Claimed claimed) throws SealBroken {
                Optional<RenderedMessage> opened = super.opened(claimed);
                stop.at(Point.OPENED);
                return opened;
            }
        };
        messages.store = store;
        messages.keys = worker.messages.keys;
        messages.clock = worker.clock;
        worker.store = store;
        worker.claims = claims;
        worker.messages = messages;
        outbox.outbox.messages = messages;
    }
}
