package org.signetmail.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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

/** Times at which warnings are mailed. */
class ExpiryWatchTest extends SecretValidFor70Days {
    @Nested
    class EveryDay {
        @Test
        void eachWarningIsMailedOnceOnItsDayWithTheRightNumberOfDays() {
            Map<Integer, String> mailed = new TreeMap<>();
            for (int daysLeft = 70; daysLeft >= -3; daysLeft--) {
                fixture.moveTo(lastDay.minusDays(daysLeft));
                int before = mailer.taken.size();
                fixture.watch(mailer).sendDueWarning();
                fixture.watch(mailer).sendDueWarning();
                for (PlainTextMail plainTextMail : mailer.taken.subList(before, mailer.taken.size())) {
                    assertThat(mailed.put(daysLeft, plainTextMail.subject())).isNull();
                }
            }

            assertThat(mailed.keySet()).containsExactly(-3, -2, 0, 1, 3, 7, 14, 30, 60);
            mailed.forEach((days, subject) -> assertThat(subject)
                    .contains(
                            days > 1
                                    ? "in " + days + " days"
                                    : days == 1 ? "in 1 day," : days == 0 ? "at any hour" : "expired on"));
        }

        @Test
        void thePageShowsWhenWarningsWereMailed() {
            warnedAt(60);
            warnedAt(30);

            assertThat(fixture.warnedOn()).containsExactly(lastDay.minusDays(61), lastDay.minusDays(31));
        }
    }

    @Nested
    class AfterAnOutageOfSeveralDays {
        @ParameterizedTest
        @CsvSource({"45, 45", "29, 29", "5, 5", "2, 2"})
        void oneMailHasTheNumberOfDaysLeftToday(int daysLeft, int said) {
            warnedAt(daysLeft);

            assertThat(ExpiryFixture.subjects(mailer.taken))
                    .singleElement()
                    .asString()
                    .contains("in " + said + " days");
        }

        @Test
        void laterWarningsAreMailedOnTheirDays() {
            warnedAt(10);
            for (int daysLeft = 9; daysLeft >= 0; daysLeft--) {
                warnedAt(daysLeft);
            }

            assertThat(mailer.taken).hasSize(5);
        }

        @Test
        void aClockSetBackMailsNothingTwice() {
            warnedAt(10);
            warnedAt(40);
            warnedAt(65);

            assertThat(mailer.taken).hasSize(1);
        }

        @Test
        void aSecretThatExpiredInTheMeantimeIsReportedOnceADay() {
            warnedAt(-32);
            warnedAt(-32);
            assertThat(ExpiryFixture.subjects(mailer.taken))
                    .singleElement()
                    .asString()
                    .contains("expired on");

            warnedAt(-33);
            assertThat(mailer.taken).hasSize(2);
        }
    }

    @Test
    void anUnknownEndIsMailedAtOnceAndEveryMonth() {
        fixture.save(Contoso.CLIENT_SECRET, null, ADMIN);
        for (int day = 0; day <= 70; day++) {
            fixture.watch(mailer).sendDueWarning();
            fixture.clock.advance(Duration.ofDays(1));
        }

        assertThat(mailer.taken)
                .hasSize(3)
                .allSatisfy(mail -> assertThat(mail.subject())
                        .isEqualTo("Signet: the expiry date of the client secret is unknown"));
    }

    @Nested
    class AnotherSecret {
        @Test
        void isWarnedAboutAgain() {
            warnedAt(0);
            LocalDate newLastDay = lastDay.plusDays(180);
            fixture.save(Contoso.NEW_SECRET, newLastDay, ADMIN);
            warnedAt(0);
            assertThat(mailer.taken).hasSize(1);

            fixture.moveTo(newLastDay.minusDays(60));
            fixture.watch(mailer).sendDueWarning();

            assertThat(mailer.taken).hasSize(2);
            assertThat(fixture.warnedOn()).containsExactly(newLastDay.minusDays(61));
        }

        @Test
        void withACorrectedDateIsWarnedAboutAgain() {
            warnedAt(30);
            fixture.change(
                    Optional.empty(),
                    saved -> fixture.settings(saved, true, AuthenticationType.OAUTH2, lastDay.minusDays(20), ADMIN));
            warnedAt(30);

            assertThat(ExpiryFixture.subjects(mailer.taken)).last().asString().contains("in 10 days");
        }
    }

    @Test
    void twoConcurrentNodesMailOnce() throws Exception {
        fixture.moveTo(lastDay.minusDays(30));
        int nodes = 4;
        var start = new CyclicBarrier(nodes);
        var threads = Executors.newFixedThreadPool(nodes);
        try {
            List<Future<Object>> looks = IntStream.range(0, nodes)
                    .mapToObj(node -> threads.submit(() -> {
                        var watch = fixture.watch(mailer);
                        start.await();
                        watch.sendDueWarning();
                        return (Object) node;
                    }))
                    .toList();
            for (Future<Object> sendDueWarning : looks) {
                sendDueWarning.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(mailer.taken).hasSize(1);
    }

    @Nested
    class NothingIsMailed {
        @Test
        void whileTheServerIsSwitchedOff() {
            fixture.change(
                    Optional.empty(),
                    saved -> fixture.settings(saved, false, AuthenticationType.OAUTH2, lastDay, ADMIN));
            warnedAt(0);

            assertThat(mailer.tried).isEmpty();
        }

        @Test
        void withoutRecipientsButIsDueOnceOneIsEntered() {
            fixture.save(Contoso.CLIENT_SECRET, lastDay);
            warnedAt(30);
            assertThat(mailer.tried).isEmpty();

            fixture.save(Contoso.CLIENT_SECRET, lastDay, ADMIN);
            warnedAt(30);

            assertThat(mailer.taken).hasSize(1);
        }
    }
}
