package org.signetmail.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.delivery.DeliveryAttempts;
import org.signetmail.message.HandOverDenied;
import org.signetmail.message.Outcome;
import org.signetmail.message.RefusalScope;
import org.signetmail.message.RenderedMessage;
import org.signetmail.message.SignetClassLoader;
import org.signetmail.outbox.AttemptStore.Claimed;
import org.signetmail.outbox.AttemptStore.Ending;
import org.signetmail.seal.SealBroken;
import org.signetmail.text.Messages;

/** One attempt to send one claimed message, in a thread of its own. */
final class MessageAttempt {
    private static final long RECORD_AGAIN = 1_000; // milliseconds
    private static final Duration LOCKED_DELAY = Duration.ofMinutes(1);

    private final MailboxPump pump;
    private final OutboxWorker worker;
    private final DeliveryAttempts.Attempt permit;
    private final Claimed claimed;
    private boolean handedOver;

    MessageAttempt(MailboxPump pump, OutboxWorker worker, DeliveryAttempts.Attempt permit, Claimed claimed) {
        this.pump = pump;
        this.worker = worker;
        this.permit = permit;
        this.claimed = claimed;
    }

    /** Never throws. */
    void run() {
        ClassLoader before = SignetClassLoader.enter();
        try (permit) {
            record(sent());
        } catch (RuntimeException databaseAway) {
            pump.lost(); // Nothing was handed over.
            unused();
            pump.leave(claimed);
            worker.failed(databaseAway);
        } finally {
            SignetClassLoader.leave(before);
        }
    }

    private void unused() {
        pump.breaker().unused();
        worker.accountBreaker().unused();
    }

    private Ending sent() {
        Optional<RenderedMessage> message;
        try {
            message = worker.messages.opened(claimed);
        } catch (SealBroken locked) {
            unused();
            return new Ending(OutboxState.QUEUED, null, null, LOCKED_DELAY, false, List.of());
        }
        if (message.isEmpty()) {
            unused();
            return new Ending(
                    OutboxState.DEAD, local(Messages.text("outbox.keyLost")), null, Duration.ZERO, false, List.of());
        }
        return sent(message.get());
    }

    private Ending sent(RenderedMessage message) {
        Outcome outcome;
        try {
            outcome = permit.deliver(message, claimed.application(), this::handOver);
        } catch (RuntimeException bug) {
            if (!handedOver) {
                throw bug;
            }
            worker.failed(bug);
            unused();
            return new Ending(
                    OutboxState.UNKNOWN, local(Messages.text("outbox.failed")), null, Duration.ZERO, false, List.of());
        }
        return followed(Decision.of(outcome, claimed, message.to().size(), worker.giveUp(), worker.random()));
    }

    /** Recorded before: whatever happens to this node from here on, the message is not sent a second time by itself. */
    private void handOver() throws HandOverDenied {
        if (!worker.claims.sending(claimed)) {
            throw new HandOverDenied(Messages.text("outbox.takenOver"), null);
        }
        handedOver = true;
    }

    private Symptom local(String words) {
        return Symptom.unanswered(Peer.SIGNET, Symptom.UNSENDABLE, words, worker.clock.instant());
    }

    /** What follows for other messages. */
    private Ending followed(Decision decision) {
        CircuitBreaker concerned = decision.scope() == RefusalScope.ACCOUNT ? worker.accountBreaker() : pump.breaker();
        Symptom why = decision.ending().why();
        switch (decision.holdback()) {
            case NONE -> {
                pump.breaker().closed();
                worker.accountBreaker().closed();
            }
            case BRIEFLY -> {
                concerned.failed();
                (concerned == pump.breaker() ? worker.accountBreaker() : pump.breaker()).unused();
            }
            case UNTIL_REMEDIED -> {
                unused();
                if (why != null && !permit.isSwitched()) {
                    pause(decision.scope() == RefusalScope.ACCOUNT ? OutboxPause.ACCOUNT : pump.mailbox(), why);
                }
            }
        }
        return decision.ending();
    }

    private void pause(String subject, Symptom why) {
        try {
            worker.pauses.begin(subject, why, permit.settingsVersion());
            worker.poll();
        } catch (RuntimeException databaseAway) {
            worker.failed(databaseAway); // The next message is refused for the same reason.
        }
    }

    /** Until it is recorded, for as long as this node lives: else a sent message would be taken for unknown. */
    private void record(Ending ending) {
        try {
            worker.claims.ended(claimed, ending);
        } catch (RuntimeException databaseAway) {
            worker.failed(databaseAway);
            worker.threads.after(RECORD_AGAIN, () -> worker.threads.execute(() -> record(ending)));
            return;
        }
        pump.leave(claimed);
    }
}
