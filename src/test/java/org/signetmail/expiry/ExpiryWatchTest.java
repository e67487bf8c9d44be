package org.signetmail.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.message.PlainTextMail;
import org.signetmail.practice.Contoso;
import org.signetmail.settings.AuthenticationType;

/** When a warning is mailed. */
class ExpiryWatchTest extends SecretValidFor70Days {
    @Nested
    class EveryDay {
        @Test
        void eachWarningIsMailedOnceOnItsDayWithTheRightNumber() {
            Map<Integer, String> mailed = new TreeMap<>();
            for (int daysLeft = 70; daysLeft >= -3; daysLeft--) {
                room.moveTo(lastDay.minusDays(daysLeft));
                int before = post.taken.size();
                room.watch(post).look();
                room.watch(post).look();
                for (PlainTextMail plainTextMail : post.taken.subList(before, post.taken.size())) {
                    assertThat(mailed.put(daysLeft, plainTextMail.subject())).isNull();
                }
            }

            assertThat(mailed.keySet()).containsExactly(0, 1, 3, 7, 14, 30, 60);
            mailed.forEach((days, subject) -> assertThat(subject)
                    .contains(days > 1 ? "in " + days + " days" : days == 1 ? "in 1 day," : "at any hour"));
        }

        @Test
        void thePageTellsWhenWarningsWereMailed() {
            warnedAt(60);
            warnedAt(30);

            assertThat(room.warnedOn()).containsExactly(lastDay.minusDays(61), lastDay.minusDays(31));
        }
    }

    @Nested
    class AfterDaysWithoutALook {
        @ParameterizedTest
        @CsvSource({"45, 45", "29, 29", "5, 5", "2, 2"})
        void oneMailSaysHowManyDaysAreLeftToday(int daysLeft, int said) {
            warnedAt(daysLeft);

            assertThat(ExpiryFixture.subjects(post.taken))
                    .singleElement()
                    .asString()
                    .contains("in " + said + " days");
        }

        @Test
        void theNextWarningsComeOnTheirDays() {
            warnedAt(10);
            for (int daysLeft = 9; daysLeft >= 0; daysLeft--) {
                warnedAt(daysLeft);
            }

            assertThat(post.taken).hasSize(5);
        }

        @Test
        void aClockThatIsSetBackMailsNothingAgain() {
            warnedAt(10);
            warnedAt(40);
            warnedAt(65);

            assertThat(post.taken).hasSize(1);
        }

        @Test
        void aSecretThatDiedMeanwhileIsReportedOnce() {
            warnedAt(-2);
            warnedAt(-3);

            assertThat(ExpiryFixture.subjects(post.taken))
                    .singleElement()
                    .asString()
                    .contains("expired on");
        }
    }

    @Nested
    class AnotherSecret {
        @Test
        void isWarnedOfAnew() {
            warnedAt(0);
            LocalDate newLastDay = lastDay.plusDays(180);
            room.save(Contoso.NEW_SECRET, newLastDay, ADMIN);
            warnedAt(0);
            assertThat(post.taken).hasSize(1);

            room.moveTo(newLastDay.minusDays(60));
            room.watch(post).look();

            assertThat(post.taken).hasSize(2);
            assertThat(room.warnedOn()).containsExactly(newLastDay.minusDays(61));
        }

        @Test
        void orACorrectedDayIsWarnedOfAnew() {
            warnedAt(30);
            room.change(
                    Optional.empty(),
                    saved -> room.settings(saved, true, AuthenticationType.OAUTH2, lastDay.minusDays(20), ADMIN));
            warnedAt(30);

            assertThat(ExpiryFixture.subjects(post.taken)).last().asString().contains("in 10 days");
        }
    }

    @Test
    void twoNodesThatLookAtTheSameMomentMailOnce() throws Exception {
        room.moveTo(lastDay.minusDays(30));
        int nodes = 4;
        var start = new CyclicBarrier(nodes);
        var threads = Executors.newFixedThreadPool(nodes);
        try {
            List<Future<Object>> looks = IntStream.range(0, nodes)
                    .mapToObj(node -> threads.submit(() -> {
                        var watch = room.watch(post);
                        start.await();
                        watch.look();
                        return (Object) node;
                    }))
                    .toList();
            for (Future<Object> look : looks) {
                look.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(post.taken).hasSize(1);
    }

    @Nested
    class NothingIsMailed {
        @Test
        void withoutADay() {
            room.save(Contoso.CLIENT_SECRET, null, ADMIN);
            warnedAt(0);

            assertThat(post.tried).isEmpty();
        }

        @Test
        void whileTheServerIsSwitchedOff() {
            room.change(
                    Optional.empty(), saved -> room.settings(saved, false, AuthenticationType.OAUTH2, lastDay, ADMIN));
            warnedAt(0);

            assertThat(post.tried).isEmpty();
        }

        @Test
        void toNobodyButIsDueWhenSomebodyIsEntered() {
            room.save(Contoso.CLIENT_SECRET, lastDay);
            warnedAt(30);
            assertThat(post.tried).isEmpty();

            room.save(Contoso.CLIENT_SECRET, lastDay, ADMIN);
            warnedAt(30);

            assertThat(post.taken).hasSize(1);
        }
    }
}
