package org.signetmail.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.journal.Event;
import org.signetmail.journal.Line;
import org.signetmail.letter.Outcome;
import org.signetmail.settings.SettingsStore;

/** How mails went: a line in the log for what went wrong, and a note for the page. */
@ApplicationScoped
class Logbook {
    @Inject
    SettingsStore settings;

    void enter(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            line(Event.MAIL_REFUSED, outcome, refused.symptom()).log();
        } else if (outcome instanceof Outcome.Unknown unknown) {
            line(Event.MAIL_UNKNOWN, outcome, unknown.symptom())
                    .with("messageId", unknown.messageId())
                    .log();
        }
        note(outcome);
    }

    /**
     * A note that can't be taken does not change how it went. A message that Signet itself refused says nothing of the
     * settings.
     */
    private void note(Outcome outcome) {
        try {
            if (outcome instanceof Outcome.Accepted accepted) {
                settings.mailAccepted(accepted.at());
            } else if (outcome instanceof Outcome.Refused refused
                    && refused.symptom().peer() != Peer.SIGNET) {
                settings.mailFailed(refused.at(), refused.symptom());
            }
        } catch (RuntimeException databaseTrouble) {
            Event.MAIL_NOT_NOTED
                    .with("outcome", outcome.getClass().getSimpleName())
                    .log(databaseTrouble);
        }
    }

    private static Line line(Event how, Outcome outcome, Symptom why) {
        return how.with("from", outcome.from())
                .with("peer", why.peer())
                .with("code", why.code())
                .with("words", why.words())
                .with("correlation", why.correlationId());
    }
}
