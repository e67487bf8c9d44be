package org.signetmail.delivery;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.message.InvalidMessage;
import org.signetmail.message.MemoryBudget;
import org.signetmail.message.MessageLimits;

/**
 * Messages of other applications that Signet has in hand, and how many there may be. Signet's own are not counted, so that the
 * warnings and the test mail go out however many others wait. Safe for many threads, and for those of any application.
 */
public final class InFlight {
    private static final Semaphore ANY_NUMBER = new Semaphore(Integer.MAX_VALUE);

    private final MailLimits limits;
    private final Semaphore messages;
    private final Semaphore places;
    private final AtomicLong bytesLeft;

    InFlight(MailLimits limits) {
        this.limits = limits;
        messages = new Semaphore(limits.messages());
        places = new Semaphore(limits.waiting());
        bytesLeft = new AtomicLong(limits.bytes());
    }

    MailLimits limits() {
        return limits;
    }

    /** What each message may be. */
    public MessageLimits messageLimits() {
        return limits.message();
    }

    /** One for each thread that may wait. */
    Semaphore placesFor(Client client) {
        return client.bounded() ? places : ANY_NUMBER;
    }

    /**
     * Takes one more message in hand, which must be closed.
     *
     * @throws InvalidMessage if there are as many as there may be
     */
    public Message begin() throws InvalidMessage {
        if (!messages.tryAcquire()) {
            throw InvalidMessage.busy("Signet has " + limits.messages()
                    + " messages of other applications in hand, which is as many as "
                    + ConfigurationKey.APPLICATIONS_MESSAGES
                    + " allows. Send it again later.");
        }
        return new Message();
    }

    /** A message that is in hand, and the memory that it takes. For one thread. */
    public final class Message implements MemoryBudget, AutoCloseable {
        private long claimed;

        private Message() {}

        @Override
        public int claim(int least, int wished) {
            while (true) {
                long left = bytesLeft.get();
                int granted = (int) Math.min(left, wished);
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
