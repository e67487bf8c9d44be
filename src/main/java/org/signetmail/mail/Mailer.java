package org.signetmail.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.function.Function;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Symptom;
import org.signetmail.journal.Event;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.MailSettings;
import org.signetmail.settings.NotConfigured;
import org.signetmail.settings.SettingsStore;

/** Sends mail with the saved settings: the one way out for everybody, the test mail and the warnings included. */
@ApplicationScoped
public class Mailer {
    @Inject
    SettingsStore settings;

    @Inject
    MailSessionFactory sessions;

    @Inject
    UnderWay underWay;

    @Inject
    Clock clock;

    /** Sends from the system mailbox. The outcome is a value; only missing settings or an unreadable secret are thrown. */
    public Outcome sendFromSystem(Mail mail) throws NotConfigured, SealBroken {
        return send(SenderRule::forSystem, mail);
    }

    /** Sends for a user: from the user's own mailbox where the sender rule allows it; Reply-To is always the user. */
    public Outcome sendFor(Mailbox user, Mail mail) throws NotConfigured, SealBroken {
        return send(rule -> rule.forUser(user), mail);
    }

    private Outcome send(Function<SenderRule, SenderRule.Sender> who, Mail mail) throws NotConfigured, SealBroken {
        underWay.begins();
        try {
            return handOver(who, mail);
        } finally {
            underWay.ended();
        }
    }

    private Outcome handOver(Function<SenderRule, SenderRule.Sender> who, Mail mail) throws NotConfigured, SealBroken {
        MailAccount account = settings.account();
        SenderRule.Sender sender = who.apply(rule(settings.load()));
        Outcome outcome = OwnClassLoader.during(() -> {
            try (MailSession session = sessions.open(account, sender.mailbox())) {
                return session.send(MimeLetter.rendered(sender, mail, clock.instant()));
            }
        });
        record(outcome);
        return outcome;
    }

    private static SenderRule rule(MailSettings saved) throws NotConfigured {
        Mailbox system = saved.systemMailbox();
        if (system == null) {
            throw new NotConfigured("No System Generated Email is saved.");
        }
        return new SenderRule(system, saved.userSender());
    }

    /** How it went is noted for the page; a note that can't be taken does not change how it went. */
    private void record(Outcome outcome) {
        try {
            if (outcome instanceof Outcome.Accepted accepted) {
                settings.mailAccepted(accepted.at());
            } else if (outcome instanceof Outcome.Refused refused) {
                settings.mailFailed(refused.at(), refused.symptom());
                tell(Event.MAIL_REFUSED, outcome, refused.symptom());
            } else if (outcome instanceof Outcome.Unknown unknown) {
                tell(Event.MAIL_UNKNOWN, outcome, unknown.symptom());
            }
        } catch (RuntimeException databaseTrouble) {
            Event.MAIL_NOT_NOTED
                    .with("outcome", outcome.getClass().getSimpleName())
                    .log(databaseTrouble);
        }
    }

    private static void tell(Event how, Outcome outcome, Symptom why) {
        how.with("from", outcome.from())
                .with("peer", why.peer())
                .with("code", why.code())
                .with("words", why.words())
                .with("correlation", why.correlationId())
                .log();
    }
}
