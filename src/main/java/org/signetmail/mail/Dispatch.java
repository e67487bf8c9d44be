package org.signetmail.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Address;
import jakarta.mail.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.letter.Manuscript;
import org.signetmail.letter.Outcome;
import org.signetmail.letter.Outcome.RefusedRecipient;
import org.signetmail.letter.OwnClassLoader;
import org.signetmail.letter.RefusalScope;
import org.signetmail.letter.SenderRule;
import org.signetmail.letter.SenderRule.Sender;
import org.signetmail.letter.Unsendable;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.InForce;
import org.signetmail.settings.NotConfigured;
import org.signetmail.settings.SettingsStore;

/**
 * The way of a message through the house: who it is from, its turn, its carrier, and the note of how it went.
 *
 * <p>The store is asked for each message, and again after it had to wait: what was saved meanwhile holds for every
 * message that is not on the wire yet.
 */
@ApplicationScoped
class Dispatch {
    /** Longer than a minute: a mailbox that sent all that it may in one is free again. */
    private static final Duration IN_LINE = Duration.ofMinutes(5);

    @Inject
    SettingsStore settings;

    @Inject
    Postmaster postmaster;

    @Inject
    Logbook logbook;

    @Inject
    UnderWay underWay;

    @Inject
    Clock clock;

    private volatile Optional<Mailbox> lastSystemMailbox = Optional.empty();

    /** What is to be sent. */
    interface Draft {
        Manuscript written() throws Unsendable;
    }

    /**
     * Sends.
     *
     * @param recipients null for those whom the message names
     * @param anew whether it goes over a connection of its own
     */
    Outcome send(SenderRule.Author author, Message message, Address @Nullable [] recipients, boolean anew)
            throws NotConfigured, SealBroken {
        return send(author, () -> Manuscript.of(message, recipients, clock.instant()), anew);
    }

    /** Sends what is written down, or will be when it is known whose mail it is. */
    Outcome send(SenderRule.Author author, Draft draft, boolean anew) throws NotConfigured, SealBroken {
        underWay.begins();
        ClassLoader before = OwnClassLoader.enter();
        try {
            return sent(author, draft, anew);
        } finally {
            OwnClassLoader.leave(before);
            underWay.ended();
        }
    }

    private Outcome sent(SenderRule.Author author, Draft draft, boolean anew) throws NotConfigured, SealBroken {
        long until = System.nanoTime() + IN_LINE.toNanos();
        InForce inForce = settings.inForce();
        Mailbox from = inForce.system();
        Outcome outcome;
        try {
            Sender sender = sender(author, inForce);
            from = sender.mailbox();
            Manuscript manuscript = draft.written();
            while (true) {
                try (Pool.Turn turn = postmaster.pool().turn(inForce, from, until)) {
                    InForce now = turn.waited() ? settings.inForce() : inForce;
                    if (now.equals(inForce)) {
                        outcome = turn.carry(manuscript.signedBy(sender), anew);
                        break;
                    }
                    inForce = now;
                    sender = sender(author, now);
                    from = sender.mailbox();
                }
            }
        } catch (Unsendable unsendable) {
            outcome = unsendable(from, unsendable);
        } catch (Pool.NoTurn late) {
            String why = late.stopping()
                    ? "Signet was told to stop while the mail waited for its turn."
                    : "More mails wait to leave from " + from + " than Microsoft takes in " + IN_LINE.toMinutes()
                            + " minutes.";
            outcome = refused(from, Symptom.NO_TURN, why, RefusalScope.MESSAGE, List.of());
        }
        logbook.enter(outcome, inForce.system());
        return outcome;
    }

    /** The saved system mailbox, or what it was when the database last answered. */
    Optional<Mailbox> systemMailbox() {
        try {
            lastSystemMailbox = savedSystemMailbox();
        } catch (RuntimeException databaseTrouble) {
            // The next mail tells, and logs it.
        }
        return lastSystemMailbox;
    }

    private Optional<Mailbox> savedSystemMailbox() {
        try {
            return Optional.of(settings.inForce().system());
        } catch (NotConfigured | SealBroken unusable) {
            return Optional.ofNullable(settings.load().systemMailbox());
        }
    }

    private static Sender sender(SenderRule.Author author, InForce inForce) throws Unsendable {
        return author.by(new SenderRule(inForce.system(), inForce.userSender(), inForce.furtherDomains()));
    }

    private Outcome unsendable(Mailbox from, Unsendable why) {
        return refused(
                from,
                Symptom.UNSENDABLE,
                why.getMessage(),
                why.recipients().isEmpty() ? RefusalScope.MESSAGE : RefusalScope.RECIPIENT,
                why.recipients());
    }

    private Outcome refused(
            Mailbox from, String code, String words, RefusalScope scope, List<RefusedRecipient> recipients) {
        Instant now = clock.instant();
        return new Outcome.Refused(from, now, Symptom.unanswered(Peer.SIGNET, code, words, now), scope, recipients, "");
    }
}
