package org.signetmail.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.ClientId;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Cloud;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Relay;
import org.signetmail.account.RelayLogin;
import org.signetmail.account.RelayPassword;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TenantId;
import org.signetmail.account.TlsMode;
import org.signetmail.check.CheckReport;
import org.signetmail.check.CheckReport.Verdict;

class CredentialsTestRunTest {
    private static final Instant NOW = Instant.parse("2026-03-12T13:48:07Z");

    private CredentialsTestRun run;

    @BeforeEach
    void begin() {
        var account = new MailAccount.SmtpRelay(
                new Relay(new SmtpServer("smtp.contoso.example", 587), TlsMode.STARTTLS), Optional.empty());
        run = new CredentialsTestRun(account, report(Verdict.RUNNING), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void aTestCancelledBeforeAThreadStartedItHasEnded() {
        run.setWork(new FutureTask<>(() -> null));
        run.cancel();
        assertThat(run.now().running()).isFalse();
        assertThat(run.passed()).isFalse();
        assertThat(run.report().at()).isEqualTo(NOW);
    }

    @Test
    void aTestWhoseThreadEndedWithoutAResultHasEnded() {
        run.finish();
        assertThat(run.now().running()).isFalse();
        assertThat(run.report().finding()).isEmpty();
    }

    @Test
    void finishingATestKeepsItsResult() {
        run.update(report(Verdict.PASSED));
        run.finish();
        assertThat(run.passed()).isTrue();
    }

    /** The tested account is compared with the one on screen long after the test. */
    @Test
    void aTestRecognizesItsSecretWithoutKeepingIt() {
        List<WeakReference<Object>> secrets = tested();
        System.gc();

        assertThat(secrets).extracting(WeakReference::get).containsOnlyNulls();
        for (int one = 0; one < runs.size(); one++) {
            assertThat(runs.get(one).tested(accounts("own").get(one))).isTrue();
            assertThat(runs.get(one).tested(accounts("other").get(one))).isFalse();
            assertThat(runs.get(one).tested(accounts("own").get(1 - one))).isFalse();
            assertThat(runs.get(one).account().toString()).doesNotContain("own secret");
        }
    }

    private final List<CredentialsTestRun> runs = new ArrayList<>();

    /** Begins a run with each account, and keeps no strong reference to it. */
    private List<WeakReference<Object>> tested() {
        var secrets = new ArrayList<WeakReference<Object>>();
        for (MailAccount account : accounts("own")) {
            runs.add(new CredentialsTestRun(account, report(Verdict.RUNNING), Clock.systemUTC()));
            secrets.add(new WeakReference<>(
                    account instanceof MailAccount.Microsoft365 microsoft
                            ? microsoft.credentials().credential()
                            : ((MailAccount.SmtpRelay) account)
                                    .login()
                                    .orElseThrow()
                                    .password()));
        }
        return secrets;
    }

    private static List<MailAccount> accounts(String secret) {
        var application = new ApplicationRegistration(
                Cloud.MICROSOFT.get(0),
                new TenantId("0b9e7a51-3c1d-4a0e-9f43-6a5f1a2b3c4d"),
                new ClientId("6731de76-14a6-49ae-97bc-6eba6914391e"));
        var relay = new Relay(new SmtpServer("smtp.contoso.example", 587), TlsMode.STARTTLS);
        return List.of(
                new MailAccount.Microsoft365(
                        new ClientCredentials(application, new ClientSecret(secret + " secret of the application")),
                        DeliveryRoute.GRAPH),
                new MailAccount.SmtpRelay(
                        relay,
                        Optional.of(new MailAccount.Login(
                                new RelayLogin(relay, "signet"), new RelayPassword(secret + " secret of the relay")))));
    }

    private static CheckReport report(Verdict verdict) {
        return new CheckReport(NOW, NOW, verdict, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
