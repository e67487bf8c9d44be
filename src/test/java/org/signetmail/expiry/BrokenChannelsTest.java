package org.signetmail.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signetmail.account.Cloud;
import org.signetmail.account.Mailbox;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.Relay;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TlsMode;
import org.signetmail.account.Trust;
import org.signetmail.alert.AlertChange;
import org.signetmail.alert.Channel;
import org.signetmail.alert.ChannelState;
import org.signetmail.alert.FallbackRelay;
import org.signetmail.alert.WebhookForm;
import org.signetmail.alert.WebhookTarget;
import org.signetmail.delivery.DeliveryFixture;
import org.signetmail.delivery.Mailer;
import org.signetmail.net.AddressResolver;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;
import org.signetmail.practice.PracticeTenant;
import org.signetmail.practice.StoredMail;
import org.signetmail.practice.WebhookHost;
import org.signetmail.settings.Storage;
import org.signetmail.token.TokenFixture;

/** Whatever is broken among mail, fall-back relay, webhook, log and Health, the others carry the warning. */
class BrokenChannelsTest {
    private static final Mailbox FALLBACK = new Mailbox("alerts@partner.example");

    @TempDir
    Path folder;

    private PracticeTenant practice;
    private WebhookHost host;
    private ExpiryFixture fixture;
    private Mailer mailer;
    private LocalDate lastDay;

    /** What is broken. */
    record Broken(boolean mail, boolean relay, boolean webhook, boolean log, boolean health) {}

    static Stream<Broken> combinations() {
        return IntStream.range(0, 32)
                .mapToObj(bits -> new Broken(
                        (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0, (bits & 16) != 0));
    }

    @BeforeEach
    void open() throws Exception {
        Path tenant = folder.resolve("practice");
        practice = PracticeTenant.startOnFreePorts(tenant);
        host = new WebhookHost(tenant);
        fixture = new ExpiryFixture(
                Storage.H2_WITH_ECLIPSELINK,
                folder.resolve("store"),
                Cloud.custom(
                        practice.authority(),
                        practice.graph(),
                        new SmtpServer(practice.smtpHost(), practice.smtpPort()),
                        Trust.only(practice.caFile())));
        lastDay = fixture.today().plusDays(70);
        fixture.save(Contoso.CLIENT_SECRET, lastDay, Contoso.SHARED);
        mailer = DeliveryFixture.mailer(
                fixture.settings(),
                TokenFixture.tokens(OutboundProxy.NONE, fixture.clock),
                OutboundProxy.NONE,
                fixture.clock);
        var server = new SmtpServer(practice.relay().host(), practice.relay().plainPort());
        fixture.alerts()
                .allow(
                        Trust.only(practice.caFile()),
                        AddressResolver.SYSTEM,
                        "localhost:" + server.port() + ",localhost:" + host.port());
        fixture.alerts()
                .store()
                .save(new AlertChange(
                        Optional.of(new FallbackRelay(new Relay(server, TlsMode.NONE), Optional.empty(), FALLBACK)),
                        Optional.empty(),
                        Optional.of(WebhookForm.GENERIC),
                        Optional.of(new WebhookTarget(host.url("/hook/one"))),
                        Optional.empty()));
    }

    @AfterEach
    void close() {
        fixture.close();
        host.close();
        practice.close();
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void theOthersCarryTheWarning(Broken broken) {
        if (broken.mail()) {
            practice.failures().on(Failure.SECRET_EXPIRED);
        }
        if (broken.relay()) {
            practice.failures().on(Failure.RELAY_DOWN);
        }
        host.answering(broken.webhook() ? 500 : 200);
        var log = new BreakableLog(broken.log());
        Logger logger = Logger.getLogger("org.signetmail");
        logger.addHandler(log);
        try {
            fixture.moveTo(lastDay.minusDays(7));
            var watch = fixture.watch(mailer);
            watch.sendDueWarning();
            watch.sendDueWarning();

            assertThat(mails()).hasSize(broken.mail() && broken.relay() ? 0 : 1);
            assertThat(mails())
                    .allSatisfy(mail -> assertThat(mail.author())
                            .isEqualTo(broken.mail() ? FALLBACK.address() : Contoso.NOTIFICATIONS));
            assertThat(host.requests()).hasSize(broken.webhook() ? 2 : 1);
            assertThat(log.hasWarned()).isEqualTo(!broken.log());
            assertThat(broken.health() ? Optional.of("seven days") : fixture.sentence())
                    .hasValueSatisfying(words -> assertThat(words).containsPattern("7 days|seven days"));
            assertThat(fixture.notice()).isPresent();
            assertThat(failing(Channel.MAIL)).isEqualTo(broken.mail());
            assertThat(failing(Channel.RELAY)).isEqualTo(broken.mail() && broken.relay());
            assertThat(failing(Channel.WEBHOOK)).isEqualTo(broken.webhook());

            practice.failures().clear();
            host.answering(200);
            watch.sendDueWarning();
            watch.sendDueWarning();

            assertThat(mails()).hasSize(1);
            assertThat(host.requests()).hasSize(broken.webhook() ? 3 : 1);
        } finally {
            logger.removeHandler(log);
        }
    }

    @Test
    void afterTheEndTheRelayIsTriedFirst() {
        fixture.moveTo(lastDay.plusDays(3));
        fixture.watch(mailer).sendDueWarning();

        assertThat(mails()).singleElement().satisfies(mail -> {
            assertThat(mail.author()).isEqualTo(FALLBACK.address());
            assertThat(mail.text()).contains("Mail stays stopped until it is replaced.");
        });
    }

    @Test
    void anAcknowledgedRungIsNotMailedButPosted() {
        fixture.moveTo(lastDay.minusDays(7));
        assertThat(fixture.acknowledge("admin")).isTrue();
        fixture.watch(mailer).sendDueWarning();
        assertThat(mails()).isEmpty();
        assertThat(host.requests()).hasSize(1);
        assertThat(fixture.notice()).isPresent();

        fixture.moveTo(lastDay.minusDays(3));
        fixture.watch(mailer).sendDueWarning();

        assertThat(mails()).hasSize(1);
    }

    @Test
    void onlyTheFirstMailHasTheCalendarFile() {
        fixture.moveTo(lastDay.minusDays(30));
        fixture.watch(mailer).sendDueWarning();
        fixture.moveTo(lastDay.minusDays(14));
        fixture.watch(mailer).sendDueWarning();

        assertThat(mails()).hasSize(2);
        assertThat(mails())
                .extracting(StoredMail::rawText)
                .satisfiesExactly(
                        first -> assertThat(first).contains("Content-Type: text/calendar", "credential.ics"),
                        second -> assertThat(second).doesNotContain("text/calendar"));
    }

    private List<StoredMail> mails() {
        return practice.mailboxes().inbox(Contoso.SHARED);
    }

    private boolean failing(Channel channel) {
        return fixture.alerts().alerts().states().stream()
                .filter(state -> state.channel() == channel)
                .allMatch(ChannelState::failing);
    }

    private static final class BreakableLog extends Handler {
        private final boolean broken;
        private boolean warned;

        BreakableLog(boolean broken) {
            this.broken = broken;
        }

        boolean hasWarned() {
            return warned;
        }

        @Override
        public void publish(LogRecord line) {
            if (broken) {
                throw new IllegalStateException("No space left on device");
            }
            warned |= line.getMessage().startsWith("SIGNET-1508");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
