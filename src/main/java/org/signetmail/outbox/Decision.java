package org.signetmail.outbox;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.message.Outcome;
import org.signetmail.message.Outcome.RefusedRecipient;
import org.signetmail.message.RefusalScope;
import org.signetmail.outbox.AttemptStore.Claimed;
import org.signetmail.outbox.AttemptStore.Ending;

/**
 * What follows from the outcome of an attempt: for the message, and for all others that would be refused for the same reason.
 *
 * @param ending of the attempt
 * @param holdback of the other messages of the scope
 */
record Decision(Ending ending, Holdback holdback, RefusalScope scope) {
    /** Whether other messages wait. */
    enum Holdback {
        NONE,
        /** Until one message at a time has shown that the server replies again. */
        BRIEFLY,
        /** Until an administrator has remedied the cause. */
        UNTIL_REMEDIED
    }

    private static final Duration FIRST_DELAY = Duration.ofSeconds(5);
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 10;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final int TEMPORARY = 4; // first digit of a reply, RFC 5321 section 4.2.1

    /**
     * Decides.
     *
     * @param recipients of this attempt
     * @param giveUp how long a message is tried that is refused for now
     */
    static Decision of(Outcome outcome, Claimed claimed, int recipients, Duration giveUp, RandomGenerator random) {
        if (outcome instanceof Outcome.Accepted accepted) {
            String id = accepted.peerMessageId().orElse(null);
            return own(new Ending(OutboxState.SENT, null, id, Duration.ZERO, false, List.of()));
        }
        if (outcome instanceof Outcome.Unknown unknown) {
            return new Decision(
                    new Ending(OutboxState.UNKNOWN, unknown.symptom(), null, Duration.ZERO, false, List.of()),
                    Holdback.BRIEFLY, // Or each message would become unknown at a server that does not reply.
                    RefusalScope.ACCOUNT);
        }
        return of((Outcome.Refused) outcome, claimed, recipients, giveUp, random);
    }

    private static Decision of(
            Outcome.Refused refused, Claimed claimed, int recipients, Duration giveUp, RandomGenerator random) {
        Symptom why = refused.symptom();
        if (why.code().equals(Symptom.HAND_OVER_DENIED)) {
            return own(new Ending(OutboxState.QUEUED, null, null, Duration.ZERO, false, List.of()));
        }
        boolean ofOthers = refused.scope() == RefusalScope.ACCOUNT || refused.scope() == RefusalScope.MAILBOX;
        if (isTransient(why) && claimed.failing().compareTo(giveUp) < 0) {
            return new Decision(
                    new Ending(OutboxState.RETRY, why, null, delay(claimed.failures(), random), true, List.of()),
                    ofOthers ? Holdback.BRIEFLY : Holdback.NONE,
                    refused.scope());
        }
        if (ofOthers) {
            return new Decision(
                    new Ending(OutboxState.QUEUED, why, null, Duration.ZERO, false, List.of()),
                    Holdback.UNTIL_REMEDIED,
                    refused.scope());
        }
        List<RefusedRecipient> gone = refused.recipients();
        return own(
                gone.isEmpty() || gone.size() >= recipients
                        ? new Ending(OutboxState.DEAD, why, null, Duration.ZERO, false, gone)
                        : new Ending(OutboxState.QUEUED, why, null, Duration.ZERO, false, gone));
    }

    private static Decision own(Ending ending) {
        return new Decision(ending, Holdback.NONE, RefusalScope.MESSAGE);
    }

    /** Whether the same attempt may succeed later without anybody's doing. Decided by codes, never by texts. */
    static boolean isTransient(Symptom why) {
        int status = why.status();
        if (status == 0) {
            return why.code().startsWith("NET_") || why.code().equals(Symptom.NO_TURN);
        }
        return why.peer() == Peer.SMTP
                ? status / 100 == TEMPORARY
                : status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status >= SERVER_ERROR;
    }

    /** Grows with each refusal, and differs between messages so that they don't all return at once. */
    static Duration delay(int failures, RandomGenerator random) {
        long doubled = FIRST_DELAY.toMillis() << Math.min(failures, MOST_DOUBLINGS);
        long most = Math.min(doubled, LONGEST_DELAY.toMillis());
        return Duration.ofMillis(most - random.nextLong(most / 5));
    }
}
