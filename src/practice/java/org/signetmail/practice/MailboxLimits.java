package org.signetmail.practice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How much is taken from one mailbox: three submissions at once and thirty mails a minute by SMTP, four requests at once by
 * Graph. Enforced when a test asks for it, and more strictly than Exchange, which holds a thirty-first mail back instead of
 * refusing it. Every mail takes a moment then, so that several are there at once.
 */
public final class MailboxLimits {
    private static final int SUBMISSIONS = 3;
    private static final int REQUESTS = 4;
    private static final int MAILS_A_MINUTE = 30;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<String, Integer> underWay = new HashMap<>();
    private final Map<String, Deque<Instant>> lastMinute = new HashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile Duration moment = Duration.ZERO;
    private int refusals;

    /**
     * From now on.
     *
     * @param each how long a mail takes
     */
    public void enforce(Duration each) {
        moment = each;
    }

    /** How often somebody was refused for them. */
    public synchronized int refusals() {
        return refusals;
    }

    /** How many mails of a mailbox are being taken just now. */
    public synchronized int underWay(String mailbox) {
        return underWay.getOrDefault(mailbox, 0);
    }

    /** One mail by SMTP: whether it is taken. */
    boolean submission(String mailbox, Instant now) {
        return !enforced() || (atOnce(mailbox, SUBMISSIONS) && counted(mailbox, now));
    }

    /** One mail by Graph: whether it is taken. */
    boolean request(String mailbox) {
        return !enforced() || atOnce(mailbox, REQUESTS);
    }

    void close() {
        end.countDown();
    }

    private boolean enforced() {
        return !moment.isZero();
    }

    private boolean atOnce(String mailbox, int most) {
        try {
            if (enter(mailbox) > most) {
                return refused();
            }
            end.await(moment.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            leave(mailbox);
        }
    }

    private synchronized boolean counted(String mailbox, Instant now) {
        Deque<Instant> mails = lastMinute.computeIfAbsent(mailbox, first -> new ArrayDeque<>());
        while (!mails.isEmpty() && !mails.getFirst().plus(MINUTE).isAfter(now)) {
            mails.removeFirst();
        }
        if (mails.size() == MAILS_A_MINUTE) {
            return refused();
        }
        mails.addLast(now);
        return true;
    }

    private synchronized boolean refused() {
        refusals++;
        return false;
    }

    private synchronized int enter(String mailbox) {
        return underWay.merge(mailbox, 1, Integer::sum);
    }

    private synchronized void leave(String mailbox) {
        underWay.merge(mailbox, -1, Integer::sum);
    }
}
