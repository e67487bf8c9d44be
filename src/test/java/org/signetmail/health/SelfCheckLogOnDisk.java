package org.signetmail.health;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.signetmail.credential.Slot;
import org.signetmail.settings.StoreOnDisk;

/** The log with a transaction around each call, as in the container. */
final class SelfCheckLogOnDisk extends SelfCheckLog {
    private final StoreOnDisk store;

    SelfCheckLogOnDisk(StoreOnDisk store) {
        this.store = store;
    }

    @Override
    boolean claim(LocalDate day) {
        return inTransaction(log -> log.claim(day));
    }

    @Override
    void release(LocalDate day) {
        inTransaction(log -> {
            log.release(day);
            return true;
        });
    }

    @Override
    Map<Slot, Result> results() {
        return inTransaction(SelfCheckLog::results);
    }

    @Override
    SlotHealth health(Slot slot) {
        return inTransaction(log -> log.health(slot));
    }

    @Override
    void set(Slot slot, SlotHealth health, @Nullable Instant at) {
        inTransaction(log -> {
            log.set(slot, health, at);
            return true;
        });
    }

    private <T> T inTransaction(Function<SelfCheckLog, T> work) {
        return store.inTransaction(entities -> {
            var log = new SelfCheckLog();
            log.entities = entities;
            return work.apply(log);
        });
    }
}
