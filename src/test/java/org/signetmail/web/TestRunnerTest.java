package org.signetmail.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Relay;
import org.signetmail.account.RelayLogin;
import org.signetmail.account.RelayPassword;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TlsMode;
import org.signetmail.check.CheckReport;
import org.signetmail.check.CredentialsCheck;
import org.signetmail.check.StartedThreads;
import org.signetmail.delivery.Working;
import org.signetmail.log.AuditNote;
import org.signetmail.settings.MailSettings;
import org.signetmail.settings.SettingsStore;
import org.signetmail.signin.RecordedEvents;
import org.signetmail.token.LogCapture;

/** The tests started by the two buttons, also at the rate of a script. */
@Timeout(30)
@SuppressWarnings("UnnecessaryAssignment") // There is no container here.
class TestRunnerTest {
    private static final String PASSWORD = "canary of the relay's password";
    private static final Relay RELAY = new Relay(new SmtpServer("relay.contoso.example", 587), TlsMode.STARTTLS);
    private static final MailAccount ACCOUNT = new MailAccount.SmtpRelay(
            RELAY, Optional.of(new MailAccount.Login(new RelayLogin(RELAY, "signet"), new RelayPassword(PASSWORD))));

    private final StartedThreads threads = new StartedThreads();
    private final List<AuditNote> notes = new CopyOnWriteArrayList<>();
    private final CountDownLatch answer = new CountDownLatch(1);
    private final TestRunner testRunner = new TestRunner();
    private final RecordedEvents<Working> working = new RecordedEvents<>();

    @BeforeEach
    void open() {
        testRunner.clock = Clock.systemUTC();
        testRunner.limit = new TestLimit(10);
        testRunner.limit.clock = testRunner.clock;
        testRunner.threads = threads.threads();
        testRunner.audit = audit();
        testRunner.working = working;
        testRunner.store = new SettingsStore() {
            @Override
            public MailSettings load() {
                return MailSettings.NOTHING_SAVED;
            }
        };
        testRunner.check = new CredentialsCheck() {
            @Override
            public CheckReport run(MailAccount candidate, Consumer<CheckReport> progress) {
                try {
                    answer.await();
                } catch (InterruptedException cancelled) {
                    Thread.currentThread().interrupt();
                }
                return new CheckReport(
                        Instant.EPOCH,
                        Instant.EPOCH,
                        CheckReport.Verdict.FAILED,
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
            }
        };
    }

    @AfterEach
    void close() {
        threads.close();
    }

    @SuppressWarnings("unchecked")
    private jakarta.enterprise.event.Event<AuditNote> audit() {
        return (jakarta.enterprise.event.Event<AuditNote>) Proxy.newProxyInstance(
                TestRunnerTest.class.getClassLoader(),
                new Class<?>[] {jakarta.enterprise.event.Event.class},
                (self, method, given) -> {
                    notes.add((AuditNote) given[0]);
                    return null;
                });
    }

    @Test
    void aHundredConcurrentPressesStartOneTest() {
        testRunner.testCredentials(ACCOUNT, "admin");
        for (int press = 1; press < 100; press++) {
            assertThatExceptionOfType(InvalidInput.class)
                    .isThrownBy(() -> testRunner.testCredentials(ACCOUNT, "admin"))
                    .withMessageContaining("still running");
        }

        assertThat(threads.begun()).isLessThanOrEqualTo(1);
    }

    @Test
    void aCancelledTestAllowsTheNext() {
        testRunner.testCredentials(ACCOUNT, "admin").cancel();

        assertThat(testRunner.testCredentials(ACCOUNT, "admin").now().running()).isTrue();
    }

    @Test
    void tenTestsAreStartedInAMinute() {
        for (int test = 0; test < 10; test++) {
            testRunner.testCredentials(ACCOUNT, "admin").cancel();
        }

        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> testRunner.testCredentials(ACCOUNT, "admin"))
                .withMessageContaining("Try again in");
    }

    @Test
    void auditTrailAndLogNameUserAndTestWithoutSecrets() throws Exception {
        try (var log = new LogCapture()) {
            answer.countDown();
            testRunner.testCredentials(ACCOUNT, "first.admin");
            testRunner.sendTestMail(new Mailbox("guest@partner.example"), "second.admin");
            assertThat(threads.awaitEnd()).isTrue();

            assertThat(notes)
                    .containsExactlyInAnyOrder(
                            new AuditNote(
                                    AuditNote.Kind.TEST,
                                    "first.admin",
                                    "Test Credentials: Basic, relay.contoso.example, port 587, user signet"),
                            new AuditNote(
                                    AuditNote.Kind.TEST,
                                    "second.admin",
                                    "Test Settings: to guest@partner.example, OAuth 2.0"));
            assertThat(log.text())
                    .contains("SIGNET-1303", "who=\"first.admin\"", "relay.contoso.example", "guest@partner.example")
                    .doesNotContain(PASSWORD);
        }
    }
}
