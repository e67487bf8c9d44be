package org.signetmail.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.Mailbox;
import org.signetmail.expiry.SimulatedNode.Moment;
import org.signetmail.message.PlainTextMail;
import org.signetmail.settings.Storage;
import org.signetmail.settings.StoreOnDisk;
import org.signetmail.token.AdjustableClock;

/**
 * Two nodes whose credentials are replaced at random for 200 years, with outages, restarts and kills. What is expected
 * is computed without the product's classes.
 */
class TwoHundredYearsTest {
    private static final List<Mailbox> ADMINISTRATORS =
            List.of(new Mailbox("first.admin@contoso.example"), new Mailbox("second.admin@contoso.example"));

    /** Tens of thousands of lines; a field, since a logger without a reference is lost with its level. */
    private static final Logger LOG = Logger.getLogger("org.signetmail");

    private final long seed = Long.getLong("signet.seed", 20261128L);
    private final Random random = new Random(seed);
    private final AdjustableClock clock = new AdjustableClock();
    private final TimeZone usual = TimeZone.getDefault();
    private final List<ZoneId> zones = new ArrayList<>(
            ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList());
    private final ScriptedMailer mailer = new ScriptedMailer();
    private final Map<String, Integer> expected = new TreeMap<>();
    private final Map<String, Integer> sent = new TreeMap<>();

    private Rotation now =
            new Rotation(0, new CredentialEnd.Never(), ZoneId.of("UTC"), null, Instant.EPOCH, Instant.EPOCH);

    @AfterEach
    void restoreTheZone() {
        TimeZone.setDefault(usual);
        LOG.setLevel(null);
    }

    @Test
    void sendEachRungThatCameDueInTenYearsOnce(@TempDir Path folder) {
        sendEachRungThatCameDueWhileANodeRanExactlyOnce(folder, 10);
    }

    @Test
    @Tag("on-demand")
    void sendEachRungThatCameDueOnce(@TempDir Path folder) {
        sendEachRungThatCameDueWhileANodeRanExactlyOnce(folder, 200);
    }

    private void sendEachRungThatCameDueWhileANodeRanExactlyOnce(Path folder, int years) {
        System.out.println("seed " + seed);
        LOG.setLevel(Level.OFF);
        Collections.shuffle(zones, random);
        Instant end = clock.instant().plus(Duration.ofDays(years * 365L + years / 4));
        int rotations = 0;
        int runs = 0;
        int kills = 0;
        try (var store = StoreOnDisk.open(Storage.H2_WITH_ECLIPSELINK, folder, clock)) {
            var nodes = new SimulatedNode[] {node(store, 0), node(store, 1)};
            var skews = new Duration[] {Duration.ZERO, Duration.ZERO};
            while (clock.instant().isBefore(end)) {
                if (!clock.instant().isBefore(now.until())) {
                    now = rotation(++rotations);
                    TimeZone.setDefault(TimeZone.getTimeZone(now.zone())); // No result may depend on it.
                    for (int i = 0; i < nodes.length; i++) {
                        skews[i] = Duration.ofMinutes(random.nextInt(-180, 181));
                        nodes[i] = node(store, skews[i].toMinutes());
                    }
                }
                for (int i = 0; i < nodes.length; i++) {
                    if (random.nextInt(10) == 0) {
                        continue; // This node is off.
                    }
                    runs++;
                    Instant at = clock.instant().plus(skews[i]);
                    mailer.tried.clear();
                    if (random.nextInt(20) == 0 && nodes[i].runAndDie(Moment.BEFORE_SENDING)) {
                        kills++;
                        assertThat(mailer.tried).isEmpty();
                        nodes[i] = node(store, skews[i].toMinutes());
                        clock.advance(WarningLog.LEASE); // The next node finds the claim abandoned.
                        at = clock.instant().plus(skews[i]);
                        nodes[i].run();
                    } else {
                        nodes[i].run();
                    }
                    expect(at);
                    record(at);
                }
                clock.advance(pause());
            }
        }
        System.out.println(
                rotations + " rotations, " + runs + " runs, " + kills + " kills, " + sent.size() + " warnings");
        assertThat(sent).isEqualTo(expected);
        assertThat(sent.values()).containsOnly(1);
        assertThat(rotations).isGreaterThan(years);
        assertThat(kills).isGreaterThan(years / 10);
    }

    /** Usually hours, sometimes an outage of both nodes for days. */
    private Duration pause() {
        return random.nextInt(60) == 0
                ? Duration.ofHours(random.nextInt(24, 24 * 40))
                : Duration.ofMinutes(random.nextInt(16, 60 * 60));
    }

    private Rotation rotation(int number) {
        ZoneId zone = zones.get(number % zones.size());
        Instant from = clock.instant();
        int life = random.nextInt(1, 300);
        Instant until = from.plus(Duration.ofDays(life)).plus(Duration.ofHours(random.nextInt(-24 * 60, 24 * 4)));
        int kind = random.nextInt(10);
        if (kind == 0) {
            return new Rotation(number, new CredentialEnd.Unknown(), zone, null, from, until);
        }
        if (kind <= 2) {
            Instant exact = from.plus(Duration.ofSeconds(life * 86_400L + random.nextInt(86_400)));
            return new Rotation(number, new CredentialEnd.Moment(exact), zone, exact, from, until);
        }
        LocalDate day = LocalDate.ofInstant(from, zone).plusDays(life);
        if (random.nextInt(4) == 0) {
            day = day.withDayOfMonth(day.lengthOfMonth()); // Leap days among them.
        }
        Instant ends = day.atTime(LocalTime.ofSecondOfDay(random.nextInt(86_400)))
                .atZone(zone)
                .toInstant();
        return new Rotation(number, CredentialEnd.onDay(day), zone, ends, from, until);
    }

    private void expect(Instant at) {
        Integer rung = now.rung(at);
        if (rung == null) {
            return;
        }
        String credential = "credential " + now.number() + " ";
        boolean later = expected.keySet().stream()
                .filter(key -> key.startsWith(credential))
                .anyMatch(key -> Integer.parseInt(key.substring(key.lastIndexOf(' ') + 1)) <= rung);
        if (!later) {
            ADMINISTRATORS.forEach(to -> expected.put(credential + to + " " + rung, 1));
        }
    }

    private void record(Instant at) {
        for (PlainTextMail mail : mailer.tried) {
            sent.merge("credential " + now.number() + " " + mail.to().get(0) + " " + now.rung(at), 1, Integer::sum);
            assertThat(mail.to()).hasSize(1);
            assertInTime(mail.subject(), at);
        }
    }

    /** No warning says more days than are left, or that the credential has expired before it has. */
    private void assertInTime(String subject, Instant at) {
        Instant ends = now.ends();
        if (ends == null) {
            assertThat(subject).contains("is unknown");
            return;
        }
        Duration left = Duration.between(at, ends);
        if (subject.contains(" expired on ")) {
            assertThat(left).as(subject + ", " + now + " at " + at).isNegative();
        } else if (subject.matches(".* in \\d+ days?, .*")) {
            int days = Integer.parseInt(subject.replaceAll(".* in (\\d+) days?, .*", "$1"));
            assertThat(left).as(subject + ", " + now + " at " + at).isGreaterThan(Duration.ofDays(days - 1L));
            assertThat(left).as(subject + ", " + now + " at " + at).isLessThan(Duration.ofDays(days + 3L));
        } else {
            assertThat(left).as(subject + ", " + now + " at " + at).isLessThan(Duration.ofDays(2));
        }
    }

    private SimulatedNode node(StoreOnDisk store, long skewMinutes) {
        return new SimulatedNode(
                store,
                Clock.offset(clock, Duration.ofMinutes(skewMinutes)),
                clock,
                () -> Optional.of(now.watched(ADMINISTRATORS)),
                mailer);
    }
}
