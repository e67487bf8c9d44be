package org.signetmail.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.signetmail.account.ClientSecret;
import org.signetmail.alert.Channel;
import org.signetmail.health.SelfCheckAnnouncements;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;
import org.signetmail.settings.CredentialStore;

/**
 * Whatever is broken among mail, fall-back relay, webhook, log and Health, the others carry the warning; likewise what
 * the administrators are told of a switch and of the self-check.
 */
@SuppressWarnings("UnnecessaryAssignment") // There is no container.
class BrokenChannelsTest extends ThreeChannels {
    /** What is broken. */
    record Broken(boolean mail, boolean relay, boolean webhook, boolean log, boolean health) {}

    /** What the administrators are told. */
    enum Told {
        WARNING(32, "SIGNET-1508", true),
        SWITCH(16, "SIGNET-15", true),
        SELF_CHECK(16, "SIGNET-2001", false);

        /** Health has only the warning. */
        final int combinations;

        final String logged;
        final boolean repeated;

        Told(int combinations, String logged, boolean repeated) {
            this.combinations = combinations;
            this.logged = logged;
            this.repeated = repeated;
        }
    }

    static Stream<Arguments> combinations() {
        return Stream.of(Told.values())
                .flatMap(told -> IntStream.range(0, told.combinations)
                        .mapToObj(bits -> Arguments.of(
                                told,
                                new Broken(
                                        (bits & 1) != 0,
                                        (bits & 2) != 0,
                                        (bits & 4) != 0,
                                        (bits & 8) != 0,
                                        (bits & 16) != 0))));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void theOthersCarryIt(Told told, Broken broken) throws Exception {
        fixture.moveTo(lastDay.minusDays(7));
        Runnable telling = prepared(told);
        if (broken.mail()) {
            practice.failures().on(Failure.SECRET_EXPIRED);
        }
        if (broken.relay()) {
            practice.failures().on(Failure.RELAY_DOWN);
        }
        host.answering(broken.webhook() ? 500 : 200);
        var log = new BreakableLog(broken.log(), told.logged);
        Logger logger = Logger.getLogger("org.signetmail");
        logger.addHandler(log);
        try {
            telling.run();
            if (told.repeated) {
                telling.run();
            }

            assertThat(mails()).hasSize(broken.mail() && broken.relay() ? 0 : 1);
            assertThat(mails())
                    .allSatisfy(mail -> assertThat(mail.author())
                            .isEqualTo(broken.mail() ? FALLBACK.address() : Contoso.NOTIFICATIONS));
            assertThat(host.requests()).hasSize(broken.webhook() && told.repeated ? 2 : 1);
            assertThat(log.hasWarned()).isEqualTo(!broken.log());
            assertThat(broken.health() ? Optional.of("seven days") : fixture.sentence())
                    .hasValueSatisfying(words -> assertThat(words).containsPattern("7 days|seven days"));
            assertThat(fixture.notice()).isPresent();
            assertThat(failing(Channel.MAIL)).isEqualTo(broken.mail());
            assertThat(failing(Channel.RELAY)).isEqualTo(broken.mail() && broken.relay());
            assertThat(failing(Channel.WEBHOOK)).isEqualTo(broken.webhook());

            practice.failures().clear();
            host.answering(200);
            if (!told.repeated) {
                return;
            }
            telling.run();
            telling.run();

            assertThat(mails()).hasSize(1);
            assertThat(host.requests()).hasSize(broken.webhook() ? 3 : 1);
        } finally {
            logger.removeHandler(log);
        }
    }

    /** Sends what is due each time that it runs. */
    private Runnable prepared(Told told) throws Exception {
        return switch (told) {
            case WARNING -> fixture.watch(mailer)::sendDueWarning;
            case SWITCH -> {
                CredentialStore credentials = fixture.store().credentials();
                var next = credentials.addNext(
                        new ClientSecret(Contoso.NEW_SECRET),
                        fixture.settings().load().registration().orElseThrow(),
                        lastDay,
                        null,
                        "admin");
                var current = credentials.current().orElseThrow().info();
                assertThat(credentials.promote(current.number(), next.number(), "AADSTS7000222", "Signet", "expired"))
                        .isTrue();
                var upkeep = new CredentialUpkeep();
                upkeep.credentials = credentials;
                upkeep.settings = fixture.settings();
                upkeep.notifier = fixture.notifier(mailer);
                upkeep.clock = fixture.clock;
                yield upkeep::announceSwitch;
            }
            case SELF_CHECK -> {
                var current = fixture.store().credentials().current().orElseThrow();
                yield () -> SelfCheckAnnouncements.failed(
                        fixture.notifier(mailer),
                        fixture.clock,
                        current.info(),
                        fixture.settings().load().warned());
            }
        };
    }

    private static final class BreakableLog extends Handler {
        private final boolean broken;
        private final String code;
        private boolean warned;

        BreakableLog(boolean broken, String code) {
            this.broken = broken;
            this.code = code;
        }

        boolean hasWarned() {
            return warned;
        }

        @Override
        public void publish(LogRecord line) {
            if (broken) {
                throw new IllegalStateException("No space left on device");
            }
            warned |= line.getMessage().startsWith(code);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
