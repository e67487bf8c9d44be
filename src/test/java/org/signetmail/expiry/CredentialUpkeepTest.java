package org.signetmail.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Cloud;
import org.signetmail.account.Mailbox;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.Trust;
import org.signetmail.credential.CredentialInfo;
import org.signetmail.credential.Slot;
import org.signetmail.delivery.DeliveryFixture;
import org.signetmail.delivery.Mailer;
import org.signetmail.log.AuditNote.Kind;
import org.signetmail.message.PlainTextMail;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;
import org.signetmail.practice.PracticeTenant;
import org.signetmail.practice.StoredMail;
import org.signetmail.settings.Storage;
import org.signetmail.token.LogCapture;
import org.signetmail.token.TokenFixture;
import org.signetmail.token.TokenSource;

/** The slots of the credentials over time, with the real mailer and a moved clock. */
class CredentialUpkeepTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    private PracticeTenant practice;
    private ExpiryFixture fixture;
    private Mailer mailer;
    private final CredentialUpkeep upkeep = new CredentialUpkeep();

    @BeforeEach
    @SuppressWarnings("UnnecessaryAssignment") // There is no container.
    void open() throws Exception {
        practice = PracticeTenant.startOnFreePorts(folder.resolve("practice"));
        fixture = new ExpiryFixture(
                Storage.H2_WITH_ECLIPSELINK,
                folder.resolve("store"),
                Cloud.custom(
                        practice.authority(),
                        practice.graph(),
                        new SmtpServer(practice.smtpHost(), practice.smtpPort()),
                        Trust.only(practice.caFile())));
        fixture.save(Contoso.CLIENT_SECRET, fixture.today().plusDays(70), Contoso.SHARED);
        TokenSource tokens = TokenFixture.tokens(OutboundProxy.NONE, fixture.clock);
        mailer = DeliveryFixture.mailer(fixture.settings(), tokens, OutboundProxy.NONE, fixture.clock);
        upkeep.credentials = fixture.store().credentials();
        upkeep.credentialSwitch = DeliveryFixture.credentialSwitch(upkeep.credentials, tokens, fixture.clock);
        upkeep.settings = fixture.settings();
        upkeep.renewal = fixture.store().renewal();
        upkeep.notifier = fixture.notifier(mailer);
        upkeep.clock = fixture.clock;
    }

    @AfterEach
    void close() {
        fixture.close();
        practice.close();
    }

    private void addNext(String secret, @Nullable Instant promoteAt) throws Exception {
        upkeep.credentials.addNext(
                new ClientSecret(secret),
                fixture.settings().load().registration().orElseThrow(),
                null,
                promoteAt,
                "admin");
    }

    private List<CredentialInfo> in(Slot slot) {
        return upkeep.credentials.all().stream()
                .filter(info -> info.slot().filter(slot::equals).isPresent())
                .toList();
    }

    private void switched() throws Exception {
        addNext(Contoso.NEW_SECRET, null);
        practice.keys().endSecret(Contoso.CLIENT_SECRET, fixture.clock.instant().minus(DAY));
        send();
    }

    private List<String> announced() {
        return practice.mailboxes().inbox(Contoso.SHARED).stream()
                .map(StoredMail::subject)
                .toList();
    }

    private void send() throws Exception {
        mailer.sendFromSystem(new PlainTextMail(List.of(new Mailbox(Contoso.GUEST)), "Hello", "Hello"));
    }

    @Test
    void theNextOneIsPromotedOnItsDay() throws Exception {
        addNext(Contoso.NEW_SECRET, fixture.clock.instant().plus(DAY));
        upkeep.run();
        assertThat(in(Slot.NEXT)).hasSize(1);

        fixture.clock.advance(DAY);
        upkeep.run();

        assertThat(in(Slot.NEXT)).isEmpty();
        assertThat(fixture.settings().audit(Set.of(Kind.CREDENTIAL), 1).get(0).what())
                .isEqualTo("Next credential became the current one on its day");
        upkeep.run();
        assertThat(announced()).isEmpty();
    }

    @Test
    void oneThatGivesNoTokenOnItsDayWaits() throws Exception {
        addNext("xx~a-secret-that-Entra-does-not-know", fixture.clock.instant());
        try (var log = new LogCapture()) {
            upkeep.run();
            assertThat(log.text()).contains("SIGNET-1514", "AADSTS7000215");
        }
        assertThat(in(Slot.NEXT)).hasSize(1);
    }

    @Test
    void aFormerOneIsDeletedAfterAWeek() throws Exception {
        addNext(Contoso.NEW_SECRET, fixture.clock.instant());
        upkeep.run();
        fixture.clock.advance(DAY.multipliedBy(7).minusSeconds(1));
        upkeep.run();
        assertThat(upkeep.credentials.all()).hasSize(2);

        fixture.clock.advance(Duration.ofSeconds(1));
        upkeep.run();

        assertThat(upkeep.credentials.all()).hasSize(1);
        assertThat(fixture.settings().audit(Set.of(Kind.CREDENTIAL), 1).get(0).what())
                .isEqualTo("Former credential wiped: Client Secret");
    }

    @Test
    void aSwitchIsAnnouncedOnceByMail() throws Exception {
        switched();
        assertThat(announced()).isEmpty();

        upkeep.run();
        upkeep.run();

        assertThat(announced()).containsExactly("Signet sends mail with its next credential now");
        assertThat(practice.mailboxes().inbox(Contoso.SHARED).get(0).text()).contains("AADSTS7000222");
    }

    @Test
    void ofTwoNodesOneAnnouncesASwitch() throws Exception {
        switched();
        var other = new CredentialUpkeep();
        other.credentials = upkeep.credentials;
        other.settings = upkeep.settings;
        other.notifier = fixture.notifier(mailer);
        other.clock = upkeep.clock;
        var start = new CyclicBarrier(2);
        var nodes = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> runs = Stream.of(upkeep, other)
                    .<Future<?>>map(node -> nodes.submit(() -> {
                        start.await();
                        node.announceSwitch();
                        return true;
                    }))
                    .toList();
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            nodes.shutdownNow();
        }

        assertThat(announced()).hasSize(1);
        upkeep.run();
        assertThat(announced()).hasSize(1);
        assertThat(in(Slot.CURRENT))
                .allSatisfy(current -> assertThat(current.unannouncedSwitch()).isEmpty());
    }

    @Test
    void anAnnouncementWhoseNodeWasKilledIsMadeByAnother() throws Exception {
        switched();
        var key = new WarningLog.Key(
                Contoso.SHARED, "switch/" + in(Slot.CURRENT).get(0).number(), 0);
        assertThat(upkeep.notifier.log.claim(key, "killed")).isTrue();
        upkeep.run();
        assertThat(announced()).isEmpty();

        fixture.clock.advance(WarningLog.LEASE);
        upkeep.run();

        assertThat(announced()).hasSize(1);
    }

    /** Some channel may be broken for ever. */
    @Test
    void anAnnouncementIsTriedForAWeek() throws Exception {
        switched();
        practice.failures().on(Failure.GRAPH_ACCESS_DENIED);
        fixture.clock.advance(DAY.multipliedBy(7));
        upkeep.run();
        assertThat(in(Slot.CURRENT).get(0).unannouncedSwitch()).isPresent();

        fixture.clock.advance(Duration.ofSeconds(1));
        upkeep.run();

        assertThat(in(Slot.CURRENT).get(0).unannouncedSwitch()).isEmpty();
    }

    @Test
    void anAnnouncementThatIsRefusedIsMailedLater() throws Exception {
        switched();
        practice.failures().on(Failure.GRAPH_ACCESS_DENIED);
        upkeep.run();
        assertThat(announced()).isEmpty();

        practice.failures().clear();
        upkeep.run();

        assertThat(announced()).hasSize(1);
    }
}
