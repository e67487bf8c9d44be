package org.signetmail.health;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.signetmail.account.Configuration;
import org.signetmail.credential.Slot;
import org.signetmail.delivery.Working;
import org.signetmail.health.CredentialProbe.Probed;
import org.signetmail.health.SlotHealth.Change;
import org.signetmail.health.SlotHealth.News;
import org.signetmail.log.LogEvent;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.settings.MailSettings;
import org.signetmail.settings.SettingsStore;

/**
 * Requests a token by the current and by the next credential, once a day over all nodes. Only what is newly failing, and
 * that it works again, is announced.
 */
@ApplicationScoped
class SelfCheck {
    @Inject
    SettingsStore settings;

    @Inject
    CredentialProbe probe;

    @Inject
    SelfCheckLog log;

    @Inject
    SelfCheckAnnouncement announcement;

    @Inject
    Event<Working> working;

    @Inject
    Clock clock;

    private SelfCheckSchedule schedule = new SelfCheckSchedule(false, 0);

    @PostConstruct
    void configure() {
        configure(SelfCheckSchedule.from(Configuration.current()::text));
    }

    void configure(SelfCheckSchedule configured) {
        schedule = configured;
    }

    /** Checks both credentials if that is due and no other node has. No transaction is open meanwhile. */
    void runIfDue() {
        try {
            schedule.due(clock.instant()).filter(log::claim).ifPresent(this::run);
        } catch (RuntimeException fault) {
            // The container would repeat the timer at once, and give it up after a while.
            LogEvent.SELF_CHECK_IMPOSSIBLE.log(fault);
        }
    }

    private void run(LocalDate day) {
        boolean retry = false;
        for (Slot slot : Slot.values()) {
            retry |= check(slot);
        }
        if (retry) {
            log.release(day);
        }
        working.fire(new Working()); // A licence or a policy may be right again, too: one message will tell.
    }

    private boolean check(Slot slot) {
        MailSettings saved = settings.load();
        boolean used = saved.customServer() && saved.type() == AuthenticationType.OAUTH2;
        try {
            Optional<Probed> probed = used ? probe.probe(slot, saved.route()) : Optional.empty();
            if (probed.isEmpty()) {
                log.set(slot, SlotHealth.UNKNOWN, null);
                return false;
            }
            Change change = probed.get().after(log.health(slot));
            log.set(slot, change.now(), clock.instant());
            if (change.news() != News.NONE) {
                announcement.send(slot, probed.get(), saved.warned());
            }
            return change.retry();
        } catch (SealBroken locked) {
            return false; // The page says so, and SIGNET-1204.
        }
    }
}
