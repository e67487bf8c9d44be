package org.signetmail.expiry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.signetmail.account.DayFormat;
import org.signetmail.account.Symptom;
import org.signetmail.credential.CredentialInfo;
import org.signetmail.credential.Rollover;
import org.signetmail.credential.Rollover.Obstacle;
import org.signetmail.credential.Rollover.Reason;
import org.signetmail.credential.RolloverStore.Stored;
import org.signetmail.credential.Slot;
import org.signetmail.credential.StoredCredential;
import org.signetmail.delivery.CredentialSwitch;
import org.signetmail.log.LogEvent;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.CredentialStore;
import org.signetmail.settings.MailSettings;
import org.signetmail.settings.RenewalStore;
import org.signetmail.settings.SettingsStore;
import org.signetmail.text.Messages;

/**
 * What the slots of the credentials need from time to time: the next one is promoted at its date, a switch that Signet made
 * by itself and a renewal that stopped are announced, and former credentials are deleted. Of two nodes, one does each.
 */
@ApplicationScoped
class CredentialUpkeep {
    /** For programs: never changes. */
    private static final String SWITCHED = "credential.switched";

    /** The same. */
    private static final String RENEWAL_STOPPED = "credential.renewal.stopped";

    @Inject
    CredentialStore credentials;

    @Inject
    CredentialSwitch credentialSwitch;

    @Inject
    SettingsStore settings;

    @Inject
    RenewalStore renewal;

    @Inject
    Notifier notifier;

    @Inject
    Clock clock;

    /** @throws SealBroken if a credential can't be opened */
    void run() throws SealBroken {
        promoteIfDue(clock.instant());
        announceSwitch();
        announceStoppedRenewal();
        credentials.wipeFormer();
    }

    /** Announces that the current credential serves because Entra refused the former one, unless that was sent before. */
    void announceSwitch() {
        for (CredentialInfo current : in(Slot.CURRENT)) {
            current.unannouncedSwitch().ifPresent(refusal -> announce(current, refusal));
        }
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

    /** Repeated with each run until it was sent, but not for longer than the former credential is kept. */
    private void announce(CredentialInfo current, String refusal) {
        MailSettings saved = settings.load();
        var notice = new Notifier.Notice(
                "switch/" + current.number(),
                SWITCHED,
                saved.warned(),
                Messages.text("expiry.upkeep.subject"),
                Messages.text("expiry.upkeep.text", current.kind().label(), refusal));
        Notifier.Result result = notifier.send(notice);
        if (result == Notifier.Result.FAILED) {
            LogEvent.WARNING_DUE_AGAIN.with("why", notice.subject()).log();
        }
        boolean sent = result == Notifier.Result.SENT && !saved.warned().isEmpty();
        if (sent || isOld(current)) {
            credentials.announced(current, true);
        }
    }

    /** Once for each certificate and reason. A missing reply is tried again within the hour, and nothing is said of it. */
    private void announceStoppedRenewal() throws SealBroken {
        Optional<Stored> stored = renewal.read();
        Optional<Obstacle> obstacle =
                stored.flatMap(read -> read.rollover().obstacle()).filter(it -> it.reason() != Reason.NO_REPLY);
        if (obstacle.isEmpty()) {
            return;
        }
        Rollover state = stored.get().rollover();
        Reason reason = obstacle.get().reason();
        String certificate = state.next().isEmpty() ? state.current() : state.next();
        String code = obstacle.get().code();
        String why = Messages.text("renewal.obstacle." + reason) + (code.isEmpty() ? "" : " (" + code + ")");
        Notifier.Result result = notifier.send(new Notifier.Notice(
                "renewal/" + certificate + "/" + reason,
                RENEWAL_STOPPED,
                settings.load().warned(),
                Messages.text("expiry.renewal.subject"),
                Messages.text(
                        reason == Reason.ENDED ? "expiry.renewal.ended" : "expiry.renewal.text",
                        why,
                        DayFormat.of(LocalDate.ofInstant(stored.get().current().endsAt(), ZoneOffset.UTC)))));
        if (result == Notifier.Result.FAILED) {
            LogEvent.WARNING_DUE_AGAIN.with("why", why).log();
        }
    }

    private boolean isOld(CredentialInfo current) {
        return current.currentSince()
                .filter(since -> clock.instant().isAfter(since.plus(StoredCredential.KEPT)))
                .isPresent();
    }

    private List<CredentialInfo> in(Slot slot) {
        return credentials.all().stream().filter(info -> info.isIn(slot)).toList();
    }
}
