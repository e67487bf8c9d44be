package org.signetmail.expiry;

import java.time.Clock;
import org.signetmail.settings.StoreOnDisk;

/** The notices of the client secret's end on a store on disk, for tests of other packages. */
public final class NoticesOnDisk {
    private NoticesOnDisk() {}

    public static ExpiryNotices of(StoreOnDisk store, Clock clock) {
        var notices = new ExpiryNotices();
        notices.log = new WarningLogOnDisk(store, clock);
        notices.schedule = new WarningSchedule();
        notices.current = new CurrentCredential();
        notices.current.credentials = store.credentials();
        notices.clock = clock;
        return notices;
    }
}
