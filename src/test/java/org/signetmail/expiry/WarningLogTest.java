package org.signetmail.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.signetmail.alert.Attempt;
import org.signetmail.alert.Channel;
import org.signetmail.settings.OnBothDatabases;
import org.signetmail.settings.Storage;
import org.signetmail.settings.StoreOnDisk;
import org.signetmail.token.AdjustableClock;

@OnBothDatabases
class WarningLogTest {
    private static final WarningLog.Key KEY = new WarningLog.Key("admin@contoso.example", "one", 30);

    @Parameter
    Storage storage;

    @TempDir
    Path folder;

    private final AdjustableClock clock = new AdjustableClock();
    private StoreOnDisk store;
    private WarningLog log;

    @BeforeEach
    void open() {
        store = StoreOnDisk.open(storage, folder, clock);
        log = new WarningLogOnDisk(store, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Nested
    class AClaim {
        @Test
        void keepsTheOthersAwayForTheLease() {
            assertThat(log.claim(KEY, "a")).isTrue();
            clock.advance(WarningLog.LEASE.minusMillis(1));
            assertThat(log.claim(KEY, "b")).isFalse();
            assertThat(log.claim(KEY, "a")).isFalse();

            clock.advance(Duration.ofMillis(1));
            assertThat(log.claim(KEY, "b")).isTrue();
        }

        @Test
        void endsForGoodWhenTheWarningIsSent() {
            log.claim(KEY, "a");
            log.sent(KEY, Channel.MAIL, Attempt.Result.UNKNOWN, clock.instant());
            clock.advance(Duration.ofDays(1000));

            assertThat(log.claim(KEY, "b")).isFalse();
        }

        @Test
        void isReleasedByItsNodeOnly() {
            log.claim(KEY, "a");
            log.release(KEY, "b");
            assertThat(log.claim(KEY, "b")).isFalse();

            log.release(KEY, "a");
            assertThat(log.claim(KEY, "b")).isTrue();
        }

        @Test
        void thatWasTakenOverIsNotReleasedByItsFirstNode() {
            log.claim(KEY, "a");
            clock.advance(WarningLog.LEASE);
            log.claim(KEY, "b");
            log.release(KEY, "a");

            assertThat(log.claim(KEY, "c")).isFalse();
        }

        @Test
        void isRefusedAfterALaterWarning() {
            var later = new WarningLog.Key(KEY.recipient(), KEY.credential(), 14);
            log.claim(later, "a");
            log.sent(later, Channel.RELAY, Attempt.Result.ACCEPTED, clock.instant());

            assertThat(log.claim(KEY, "a")).isFalse();
        }

        @Test
        void isOneOfEachRecipientAndCredential() {
            log.claim(KEY, "a");
            log.sent(KEY, Channel.MAIL, Attempt.Result.ACCEPTED, clock.instant());

            assertThat(log.claim(new WarningLog.Key("other@contoso.example", "one", 30), "a"))
                    .isTrue();
            assertThat(log.claim(new WarningLog.Key(KEY.recipient(), "two", 30), "a"))
                    .isTrue();
            assertThat(log.claim(new WarningLog.Key(KEY.recipient(), "one", 14), "a"))
                    .isTrue();
        }

        @Test
        void isRefusedForWhatAnEarlierVersionMailedToEverybody() {
            store.inTransaction(entities -> entities.createNativeQuery(
                            "insert into warning (number, recipient, credential, rung, sent_at, sent_by, outcome)"
                                    + " values (-1, '*', 'one', 30, 7, 'MAIL', 'ACCEPTED')")
                    .executeUpdate());

            assertThat(log.claim(KEY, "a")).isFalse();
            assertThat(log.isFirst(KEY)).isFalse();
            assertThat(log.claim(new WarningLog.Key(KEY.recipient(), "one", 14), "a"))
                    .isTrue();
        }
    }

    @Test
    void leasesAreMeasuredByTheDatabasesClock() {
        WarningLog byDatabase = new WarningLogOnDisk(store, null);
        assertThat(byDatabase.claim(KEY, "a")).isTrue();
        clock.advance(Duration.ofDays(1)); // The clock of the other node is wrong.

        assertThat(byDatabase.claim(KEY, "b")).isFalse();
        Instant byClock = store.inTransaction(entities -> {
            byDatabase.entities = entities;
            return Instant.ofEpochMilli(entities.createQuery("select w.claimedAt from WarningRow w", Long.class)
                    .getSingleResult());
        });
        assertThat(Duration.between(byClock, Clock.systemUTC().instant()).abs()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void aRungIsAcknowledgedOnceWithThoseBeforeIt() {
        Instant first = clock.instant();
        assertThat(log.acknowledgement("one", 30)).isEmpty();
        assertThat(log.acknowledge("one", 30, "admin", first)).isTrue();
        clock.advance(Duration.ofHours(1));
        assertThat(log.acknowledge("one", 30, "other", clock.instant())).isFalse();

        assertThat(log.acknowledgement("one", 30)).hasValue(new WarningLog.Acknowledgement("admin", first));
        assertThat(log.acknowledgement("one", 60)).isPresent();
        assertThat(log.acknowledgement("one", 14)).isEmpty();
        assertThat(log.acknowledgement("two", 30)).isEmpty();
    }

    @Test
    void theFirstWarningIsKnown() {
        assertThat(log.isFirst(KEY)).isTrue();
        log.claim(KEY, "a");
        assertThat(log.isFirst(KEY)).isTrue();
        log.sent(KEY, Channel.MAIL, Attempt.Result.ACCEPTED, clock.instant());

        assertThat(log.isFirst(new WarningLog.Key(KEY.recipient(), "one", 14))).isFalse();
        assertThat(log.isFirst(new WarningLog.Key(KEY.recipient(), "two", 14))).isTrue();
    }
}
