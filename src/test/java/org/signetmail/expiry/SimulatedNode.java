package org.signetmail.expiry;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Mailbox;
import org.signetmail.alert.AlertsOnDisk;
import org.signetmail.alert.Attempt;
import org.signetmail.alert.Channel;
import org.signetmail.delivery.Mailer;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.NotConfigured;
import org.signetmail.settings.StoreOnDisk;

/** A node of a cluster, which may be killed while it sends a warning. */
@SuppressWarnings("UnnecessaryAssignment") // There is no container.
final class SimulatedNode {
    private final ExpiryWatch watch;
    private final Mailer mailer;
    private Moment dies = Moment.NEVER;
    private boolean dead;

    /** When a node is killed. */
    enum Moment {
        NEVER,
        BEFORE_SENDING,
        BEFORE_RECORDING
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** @param leases the clock of the database; null for its own */
    SimulatedNode(
            StoreOnDisk store,
            Clock clock,
            @Nullable Clock leases,
            Supplier<Optional<WatchedCredential>> current,
            Mailer mailer) {
        this.mailer = mailer;
        var log = new WarningLogOnDisk(store, leases) {
            @Override
            void sent(Key key, Channel by, Attempt.Result result, Instant at) {
                if (!dead) {
                    super.sent(key, by, result, at);
                }
            }

            @Override
            void release(Key key, String node) {
                if (!dead) {
                    super.release(key, node);
                }
            }
        };
        watch = new ExpiryWatch() {
            @Override
            Optional<WatchedCredential> current() {
                return current.get();
            }
        };
        watch.schedule = new WarningSchedule();
        watch.notifier = NoticesOnDisk.notifier(log, new Mortal(), new AlertsOnDisk(store, clock).alerts(), clock);
        watch.clock = clock;
    }

    /** Runs as the timer does. */
    void run() {
        watch.sendDueWarning();
    }

    /** Runs, and is killed at the first message; returns whether there was one. */
    boolean runAndDie(Moment moment) {
        dies = moment;
        try {
            watch.sendDueWarning();
            return false;
        } catch (Killed killed) {
            return true;
        } finally {
            dies = Moment.NEVER;
        }
    }

    private final class Mortal extends Mailer {
        @Override
        public Outcome sendFromSystem(PlainTextMail mail) {
            dead = dies == Moment.BEFORE_SENDING;
            if (!dead) {
                try {
                    Outcome outcome = mailer.sendFromSystem(mail);
                    dead = dies == Moment.BEFORE_RECORDING;
                    if (!dead) {
                        return outcome;
                    }
                } catch (NotConfigured | SealBroken impossible) {
                    throw new AssertionError(impossible);
                }
            }
            throw new Killed();
        }
    }

    static WatchedCredential secret(String identity, CredentialEnd end, Instant since, List<Mailbox> warned) {
        return new WatchedCredential(identity, CredentialWords.CLIENT_SECRET, end, since, Optional.empty(), warned);
    }
}
