package org.signetmail.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientId;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Cloud;
import org.signetmail.account.Mailbox;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TenantId;
import org.signetmail.account.Trust;
import org.signetmail.credential.Slot;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;
import org.signetmail.practice.PracticeTenant;
import org.signetmail.practice.StoredMail;
import org.signetmail.settings.OnBothDatabases;
import org.signetmail.settings.Storage;
import org.signetmail.token.AdjustableClock;
import org.signetmail.token.LogCapture;

/** The daily self-check of two nodes that share a database, at the practice tenant. */
@OnBothDatabases
@Timeout(120)
class SelfCheckTest {
    private static final Mailbox ADMINISTRATOR = new Mailbox(Contoso.SHARED);

    @Parameter
    Storage storage;

    @TempDir
    Path folder;

    private final AdjustableClock clock = new AdjustableClock();
    private PracticeTenant tenant;
    private ApplicationRegistration application;
    private SelfCheckNode here;
    private SelfCheckNode there;

    @BeforeEach
    void open() throws Exception {
        tenant = PracticeTenant.startOnFreePorts(folder.resolve("tenant"));
        application = new ApplicationRegistration(
                Cloud.custom(
                        tenant.authority(),
                        tenant.graph(),
                        new SmtpServer(tenant.smtpHost(), tenant.smtpPort()),
                        Trust.only(tenant.caFile())),
                new TenantId(Contoso.TENANT_ID),
                new ClientId(Contoso.CLIENT_ID));
        here = new SelfCheckNode(storage, folder, application, clock);
        there = new SelfCheckNode(storage, folder, application, clock);
        here.save(true, ADMINISTRATOR);
    }

    @AfterEach
    void close() {
        here.store.close();
        there.store.close();
        tenant.close();
    }

    private void addNext() throws Exception {
        here.store.credentials().addNext(new ClientSecret(Contoso.NEW_SECRET), application, null, null, "admin");
    }

    private int requests() {
        return tenant.requests().tokens().size();
    }

    private List<StoredMail> mails() {
        return tenant.mailboxes().inbox(ADMINISTRATOR.address());
    }

    private void nextDay() {
        clock.advance(Duration.ofDays(1));
    }

    @Test
    void bothCredentialsGiveATokenAndNothingIsSaid() throws Exception {
        addNext();
        try (var log = new LogCapture()) {
            here.check.runIfDue();

            assertThat(here.working.fired()).hasSize(1);
            assertThat(log.text()).doesNotContain("SIGNET-19");
        }
        assertThat(requests()).isEqualTo(2);
        assertThat(here.check.log.results().values())
                .allSatisfy(result -> assertThat(result.at()).contains(clock.instant()));
        assertThat(mails()).isEmpty();
        assertThat(here.audit.lines()).isEmpty();
    }

    @Test
    void oneNodeChecksOnceADay() throws Exception {
        for (int day = 0; day < 3; day++) {
            var start = new CountDownLatch(1);
            var threads = Executors.newFixedThreadPool(8);
            try {
                var runs = IntStream.range(0, 8)
                        .mapToObj(i -> threads.submit(() -> {
                            start.await();
                            (i % 2 == 0 ? here : there).check.runIfDue();
                            return true;
                        }))
                        .toList();
                start.countDown();
                for (var run : runs) {
                    run.get();
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(requests()).as("day %s", day).isEqualTo(day + 1);
            nextDay();
        }
    }

    @Test
    void anExpiredNextCredentialIsSaidOnceAndThatItWorksAgain() throws Exception {
        addNext();
        here.check.runIfDue();
        tenant.keys().endSecret(Contoso.NEW_SECRET, Instant.EPOCH);
        for (int day = 0; day < 3; day++) {
            nextDay();
            (day % 2 == 0 ? there : here).check.runIfDue();
        }
        assertThat(mails()).singleElement().satisfies(mail -> {
            assertThat(mail.subject())
                    .isEqualTo("Signet: The next credential gives no token any more (Client Secret, AADSTS7000222)");
            assertThat(mail.text()).contains("Mail goes on by the current credential", "AADSTS7000222");
            assertThat(mail.rawText()).doesNotContain(Contoso.NEW_SECRET, Contoso.NEW_SECRET.substring(0, 3) + "61");
        });
        assertThat(there.audit.lines())
                .containsExactly(
                        "TEST daily self-check: The next credential gives no token any more (Client Secret, AADSTS7000222)");

        tenant.keys().endSecret(Contoso.NEW_SECRET, clock.instant().plus(Duration.ofDays(36_500)));
        nextDay();
        here.check.runIfDue();
        nextDay();
        there.check.runIfDue();
        assertThat(mails()).hasSize(2);
        assertThat(mails()).anySatisfy(mail -> assertThat(mail.subject()).contains("gives tokens again"));
    }

    @Test
    void anExpiredCurrentCredentialIsReplacedByTheNextOne() throws Exception {
        addNext();
        long next = here.store.credentials().next().orElseThrow().info().number();
        tenant.keys().endSecret(Contoso.CLIENT_SECRET, Instant.EPOCH);

        here.check.runIfDue();

        assertThat(here.store.credentials().current().orElseThrow().info().number())
                .isEqualTo(next);
        assertThat(here.health(Slot.CURRENT)).isEqualTo(new SlotHealth(next, "", 0));
        assertThat(here.health(Slot.NEXT)).isEqualTo(SlotHealth.UNKNOWN);
        assertThat(mails()).as("the switch is announced where it is made").isEmpty();
    }

    @Test
    void anExpiredCurrentCredentialIsLoggedThoughNoMailGoesOut() {
        tenant.keys().endSecret(Contoso.CLIENT_SECRET, Instant.EPOCH);
        try (var log = new LogCapture()) {
            here.check.runIfDue();

            assertThat(log.text())
                    .contains("SIGNET-2001", "slot=\"current\"", "code=\"AADSTS7000222\"", "SIGNET-2003")
                    .doesNotContain(Contoso.CLIENT_SECRET);
        }
        assertThat(here.store.credentials().all().get(0).failureCode()).contains("AADSTS7000222");
    }

    @Test
    void anOutageIsTriedAgainEachHourBeforeItIsSaid() {
        tenant.failures().on(Failure.ENTRA_SERVER_ERROR);
        try (var log = new LogCapture()) {
            here.check.runIfDue();
            clock.advance(Duration.ofHours(1));
            there.check.runIfDue();
            assertThat(log.text()).doesNotContain("SIGNET-2001");

            clock.advance(Duration.ofHours(1));
            here.check.runIfDue();
            assertThat(log.text()).contains("SIGNET-2001");
        }
    }

    @Test
    void nothingIsCheckedWhileTheServerIsOff() throws Exception {
        here.save(false, ADMINISTRATOR);
        here.check.runIfDue();

        assertThat(requests()).isZero();
    }

    @Test
    void nothingIsCheckedBeforeItsHour() {
        clock.advance(Duration.ofHours(14)); // From 12:00 to 02:00.
        here.check.runIfDue();
        assertThat(requests()).isZero();

        clock.advance(Duration.ofHours(1));
        here.check.runIfDue();
        assertThat(requests()).isEqualTo(1);
    }
}
