package org.signetmail.signin;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.signetmail.settings.StoreOnDisk;

/** The administrators in a real database, each call in a transaction of its own, as in the container. */
final class AdministratorsOnDisk extends Administrators {
    private final StoreOnDisk store;

    AdministratorsOnDisk(StoreOnDisk store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    boolean isEmpty() {
        return inTransaction(super::isEmpty);
    }

    @Override
    Optional<String> passwordHashOf(String name) {
        return inTransaction(() -> super.passwordHashOf(name));
    }

    @Override
    void rehash(String name, String password, String former) {
        inTransaction(() -> {
            super.rehash(name, password, former);
            return true;
        });
    }

    @Override
    void setPassword(String password) {
        inTransaction(() -> {
            super.setPassword(password);
            return true;
        });
    }

    private <T> T inTransaction(Supplier<T> work) {
        return store.inTransaction(opened -> {
            entities = opened;
            return work.get();
        });
    }
}
