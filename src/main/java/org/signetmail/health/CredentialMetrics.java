package org.signetmail.health;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.signetmail.credential.Slot;
import org.signetmail.database.DatabaseTrouble;
import org.signetmail.expiry.ExpiryNotices;
import org.signetmail.expiry.LearnedEnd;
import org.signetmail.settings.DeliveryStatus;
import org.signetmail.settings.MailSettings;
import org.signetmail.settings.SettingsStore;

/** The metrics that are read from the database: the state of mail and of the saved credentials. */
@ApplicationScoped
class CredentialMetrics {
    @Inject
    SettingsStore settings;

    @Inject
    ExpiryNotices expiry;

    @Inject
    SelfCheckLog selfCheck;

    List<MetricSnapshot> read() {
        try {
            MailSettings saved = settings.load();
            DeliveryStatus status = settings.status();
            boolean failing = status.failingSince() != null;
            var daysLeft = new Series("credential_days_left");
            var known = new Series("credential_end_known");
            daysLeft(saved, status).forEach((slot, days) -> {
                days.ifPresent(left -> daysLeft.with(left, "slot", slot));
                known.with(flag(days.isPresent()), "slot", slot);
            });
            var checked = new Series("self_check_success");
            var checkedAt = new Series("self_check_timestamp_seconds");
            selfCheck
                    .results()
                    .forEach((slot, result) -> result.at().ifPresent(at -> {
                        checked.with(flag(!result.health().isFailing()), "slot", slot);
                        checkedAt.with(at.getEpochSecond(), "slot", slot);
                    }));
            return List.of(
                    new Series("database_up").with(1).gauge(),
                    new Series("mail_failing").with(flag(failing)).gauge(),
                    daysLeft.gauge(),
                    known.gauge(),
                    checked.gauge(),
                    checkedAt.gauge());
        } catch (RuntimeException trouble) {
            if (DatabaseTrouble.in(trouble).isEmpty()) {
                throw trouble;
            }
            return List.of(new Series("database_up").with(0).gauge());
        }
    }

    /** Negative once Entra has refused the secret as expired, whatever date was typed. */
    private Map<Slot, OptionalInt> daysLeft(MailSettings saved, DeliveryStatus status) {
        Map<Slot, OptionalInt> days = expiry.daysLeft(saved);
        if (LearnedEnd.of(saved, status).isPresent()) {
            days.computeIfPresent(Slot.CURRENT, (slot, left) -> OptionalInt.of(Math.min(-1, left.orElse(-1))));
        }
        return days;
    }

    private static int flag(boolean set) {
        return set ? 1 : 0;
    }
}
