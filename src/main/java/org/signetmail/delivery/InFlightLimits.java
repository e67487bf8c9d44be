package org.signetmail.delivery;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.message.InvalidMessage;
import org.signetmail.message.MemoryBudget;
import org.signetmail.message.MessageLimits;

/**
 * Limits the messages of other applications that are in flight: their number, their memory, and the threads that wait
 * for a permit. Signet's own messages don't count, so warnings and the test mail are sent regardless of the load.
 * Thread-safe, and usable from the threads of any application.
 */
public final class InFlightLimits {
    private static final Semaphore UNBOUNDED = new Semaphore(Integer.MAX_VALUE);

    private final MailLimits limits;
    private final Semaphore messages;
    private final Semaphore waiterSlots;
    private final AtomicLong bytesLeft;

    InFlightLimits(MailLimits limits) {
        this.limits = limits;
        messages = new Semaphore(limits.messages());
        waiterSlots = new Semaphore(limits.waiting());
        bytesLeft = new AtomicLong(limits.bytes());
    }

    MailLimits limits() {
        return limits;
    }

    /** The limits of a single message. */
    public MessageLimits messageLimits() {
        return limits.message();
    }

    /** A semaphore with one permit for each thread that may wait in the send queue. */
    Semaphore waiterSlots(Client client) {
        return client.bounded() ? waiterSlots : UNBOUNDED;
    }

    /**
     * Counts one more message as in flight until it is closed.
     *
     * @throws InvalidMessage if the limit is reached
     */
    public Message begin() throws InvalidMessage {
        if (!messages.tryAcquire()) {
            throw InvalidMessage.busy(
                    "delivery.tooManyInFlight", limits.messages(), ConfigurationKey.APPLICATIONS_MESSAGES);
        }
        return new Message();
    }

    /** A message in flight, and the memory that it claims. Not thread-safe. */
    public final class Message implements MemoryBudget, AutoCloseable {
        private long claimed;

        private Message() {}

        @Override
        public int claim(int least, int preferred) {
            while (true) {
                long left = bytesLeft.get();
                int granted = (int) Math.min(left, preferred);
                if (granted < least) {
                    return 0;
                }
                if (bytesLeft.compareAndSet(left, left - granted)) {
                    claimed += granted;
                    return granted;
                }
            }
        }

        @Override
        public void release(int bytes) {
            long released = Math.min(bytes, claimed);
            claimed -= released;
            bytesLeft.addAndGet(released);
        }

        @Override
        public void close() {
            bytesLeft.addAndGet(claimed);
            claimed = 0;
            messages.release();
        }
    }
}
