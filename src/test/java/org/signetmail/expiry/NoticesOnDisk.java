package org.signetmail.expiry;

import java.time.Clock;
import org.signetmail.alert.Alerts;
import org.signetmail.delivery.Mailer;
import org.signetmail.settings.StoreOnDisk;

/** What is said of the end of the credential, and by which channels, on a store on disk, for tests of other packages. */
public final class NoticesOnDisk {
    private NoticesOnDisk() {}

    public static ExpiryNotices of(StoreOnDisk store, Clock clock) {
        var notices = new ExpiryNotices();
        notices.log = new WarningLogOnDisk(store, clock);
        notices.schedule = new WarningSchedule();
        notices.credentials = new WatchedCredentials();
        notices.credentials.credentials = store.credentials();
        notices.clock = clock;
        return notices;
    }

    /** Sends by these channels, and records that in the log of the store. */
    public static Notifier notifier(StoreOnDisk store, Mailer mailer, Alerts alerts, Clock clock) {
        return notifier(new WarningLogOnDisk(store, clock), mailer, alerts, clock);
    }

    static Notifier notifier(WarningLog log, Mailer mailer, Alerts alerts, Clock clock) {
        var notifier = new Notifier();
        notifier.log = log;
        notifier.mailer = mailer;
        notifier.alerts = alerts;
        notifier.clock = clock;
        return notifier;
    }
}
