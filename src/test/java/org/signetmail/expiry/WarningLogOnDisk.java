package org.signetmail.expiry;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.signetmail.alert.Attempt;
import org.signetmail.alert.Channel;
import org.signetmail.settings.StoreOnDisk;

/** The log with a transaction around each call, as in the container. */
@SuppressWarnings("UnnecessaryAssignment") // There is no container.
class WarningLogOnDisk extends WarningLog {
    private final StoreOnDisk store;
    private final @Nullable Clock leases;

    /** @param leases the clock that leases are measured by; null for the database's own */
    WarningLogOnDisk(StoreOnDisk store, @Nullable Clock leases) {
        this.store = store;
        this.leases = leases;
    }

    @Override
    List<String> pending(List<String> recipients, String credential, int rung) {
        return inTransaction(log -> log.pending(recipients, credential, rung));
    }

    @Override
    List<String> unsent(List<String> recipients, String credential, int rung) {
        return inTransaction(log -> log.unsent(recipients, credential, rung));
    }

    @Override
    boolean claim(Key key, String node) {
        return inTransaction(log -> log.claim(key, node));
    }

    @Override
    void sent(Key key, Channel by, Attempt.Result result, Instant at) {
        inTransaction(log -> {
            log.sent(key, by, result, at);
            return true;
        });
    }

    @Override
    void release(Key key, String node) {
        inTransaction(log -> {
            log.release(key, node);
            return true;
        });
    }

    @Override
    boolean isFirst(Key key) {
        return inTransaction(log -> log.isFirst(key));
    }

    @Override
    List<Instant> warnedAt(String credential) {
        return inTransaction(log -> log.warnedAt(credential));
    }

    @Override
    boolean acknowledge(String credential, int rung, String who, Instant at) {
        return inTransaction(log -> log.acknowledge(credential, rung, who, at));
    }

    @Override
    Optional<Acknowledgement> acknowledgement(String credential, int rung) {
        return inTransaction(log -> log.acknowledgement(credential, rung));
    }

    private <T> T inTransaction(Function<WarningLog, T> work) {
        return store.inTransaction(entities -> {
            var log = new WarningLog() {
                @Override
                Instant leaseTime() {
                    return leases == null ? super.leaseTime() : leases.instant();
                }
            };
            log.entities = entities;
            return work.apply(log);
        });
    }
}
