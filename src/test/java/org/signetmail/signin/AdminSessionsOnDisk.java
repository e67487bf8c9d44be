package org.signetmail.signin;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.signetmail.settings.StoreOnDisk;

/** The sessions in a real database, each call in a transaction of its own, as in the container. */
final class AdminSessionsOnDisk extends AdminSessions {
    private final StoreOnDisk store;

    AdminSessionsOnDisk(StoreOnDisk store, SessionLength length, Clock clock) {
        this.store = store;
        this.length = length;
        this.clock = clock;
    }

    @Override
    String begin(String name, String address) {
        return inTransaction(() -> super.begin(name, address));
    }

    @Override
    boolean isOpen(String id) {
        return inTransaction(() -> super.isOpen(id));
    }

    @Override
    void end(String id) {
        inTransaction(() -> {
            super.end(id);
            return true;
        });
    }

    @Override
    int endOthers(String name, String spared) {
        return inTransaction(() -> super.endOthers(name, spared));
    }

    @Override
    List<AdminSession> open(String name) {
        return inTransaction(() -> super.open(name));
    }

    private <T> T inTransaction(Supplier<T> work) {
        return store.inTransaction(opened -> {
            entities = opened;
            return work.get();
        });
    }
}
