package org.signetmail.expiry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Symptom;
import org.signetmail.credential.CredentialInfo;
import org.signetmail.credential.Slot;
import org.signetmail.delivery.CredentialSwitch;
import org.signetmail.delivery.Mailer;
import org.signetmail.log.LogEvent;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.CredentialStore;
import org.signetmail.settings.NotConfigured;
import org.signetmail.settings.SettingsStore;
import org.signetmail.text.Messages;

/**
 * What the slots of the credentials need from time to time: the next one is promoted at its date, a switch that Signet made
 * by itself is announced by mail, and former credentials are deleted. Of two nodes, one does each.
 */
@ApplicationScoped
class CredentialUpkeep {
    @Inject
    CredentialStore credentials;

    @Inject
    CredentialSwitch credentialSwitch;

    @Inject
    SettingsStore settings;

    @Inject
    Mailer mailer;

    @Inject
    Clock clock;

    /** @throws SealBroken if a credential can't be opened */
    void run() throws SealBroken {
        promoteIfDue(clock.instant());
        for (CredentialInfo current : in(Slot.CURRENT)) {
            if (current.unannouncedSwitch().isPresent()) {
                announce(current, current.unannouncedSwitch().get());
            }
        }
        credentials.wipeFormer();
    }

    private void promoteIfDue(Instant now) throws SealBroken {
        for (CredentialInfo next : in(Slot.NEXT)) {
            if (next.promoteAt().filter(at -> !now.isBefore(at)).isPresent()) {
                Optional<Symptom> failure = credentialSwitch
                        .promoteNext(Messages.text("expiry.upkeep.by"), Messages.text("expiry.upkeep.promoted"))
                        .flatMap(CredentialSwitch.Trial::failure);
                failure.ifPresent(why -> LogEvent.PROMOTION_REFUSED
                        .with("kind", next.kind())
                        .with("code", why.code())
                        .log());
            }
        }
    }

    private void announce(CredentialInfo current, String refusal) {
        List<Mailbox> administrators = settings.load().warned();
        if (administrators.isEmpty() || !credentials.announced(current, true)) {
            return;
        }
        boolean anySent = false;
        try {
            for (Mailbox administrator : administrators) {
                anySent |= isSent(mail(administrator, current, refusal));
            }
        } finally {
            if (!anySent) {
                credentials.announced(current, false);
            }
        }
    }

    private static PlainTextMail mail(Mailbox administrator, CredentialInfo current, String refusal) {
        return new PlainTextMail(
                List.of(administrator),
                Messages.text("expiry.upkeep.subject"),
                Messages.text("expiry.upkeep.text", current.kind().label(), refusal));
    }

    /** An unknown outcome counts: it is not sent twice. */
    private boolean isSent(PlainTextMail mail) {
        try {
            return !(mailer.sendFromSystem(mail) instanceof Outcome.Refused);
        } catch (NotConfigured | SealBroken cannotSend) {
            LogEvent.WARNING_IMPOSSIBLE
                    .with("why", String.valueOf(cannotSend.getMessage()))
                    .log();
            return false;
        }
    }

    private List<CredentialInfo> in(Slot slot) {
        return credentials.all().stream().filter(info -> info.isIn(slot)).toList();
    }
}
