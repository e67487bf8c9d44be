package org.signetmail.expiry;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.signetmail.settings.StoreOnDisk;

/** The log with a transaction around each call, as in the container. */
final class WarningLogOnDisk extends WarningLog {
    private final StoreOnDisk store;

    WarningLogOnDisk(StoreOnDisk store) {
        this.store = store;
    }

    @Override
    boolean claim(String secret, int daysBefore, Instant now) {
        return inTransaction(log -> log.claim(secret, daysBefore, now));
    }

    @Override
    void release(String secret, int daysBefore) {
        inTransaction(log -> {
            log.release(secret, daysBefore);
            return true;
        });
    }

    @Override
    List<Instant> warnedAt(String secret) {
        return inTransaction(log -> log.warnedAt(secret));
    }

    private <T> T inTransaction(Function<WarningLog, T> work) {
        return store.inTransaction(entities -> {
            var log = new WarningLog();
            log.entities = entities;
            return work.apply(log);
        });
    }
}
