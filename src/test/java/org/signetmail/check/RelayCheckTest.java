package org.signetmail.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signetmail.check.CheckFixture.NOW;
import static org.signetmail.check.CheckFixture.account;
import static org.signetmail.check.CheckFixture.check;
import static org.signetmail.check.CheckFixture.failing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Peer;
import org.signetmail.account.Relay;
import org.signetmail.account.RelayLogin;
import org.signetmail.account.RelayPassword;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.Symptom;
import org.signetmail.account.TlsMode;
import org.signetmail.check.CheckReport.Verdict;
import org.signetmail.smtp.RelayProbe;

/** The check of an SMTP relay. */
@SuppressWarnings("UnnecessaryAssignment") // There is no container.
class RelayCheckTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<CheckReport> told = new ArrayList<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private final Relay relay = new Relay(new SmtpServer("smtp.contoso.com", 587), TlsMode.STARTTLS);
    private final MailAccount account = new MailAccount.SmtpRelay(
            relay, Optional.of(new MailAccount.Login(new RelayLogin(relay, "signet"), new RelayPassword("secret"))));

    @Test
    void thatAcceptsTheUserPasses() {
        var report = run(Optional.empty());

        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(report.steps())
                .extracting(StepResult::title)
                .contains("smtp.contoso.com answers, speaks TLS and lets signet sign in");
    }

    @Test
    void thatRefusesIsExplained() {
        var report = run(Optional.of(new Symptom(Peer.SMTP, "535 5.7.8", 535, "bad", "", "", NOW, Optional.empty())));

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(report.steps().get(1).detail()).isEqualTo("sign-in refused");
        assertThat(report.finding().orElseThrow().id()).isEqualTo("relay-password-wrong");
        assertThat(report.finding().orElseThrow().explanation()).contains("smtp\\.contoso\\.com");
    }

    private CheckReport run(Optional<Symptom> answer) {
        var check = check(failing("never asked", 0), threads);
        check.relays = new RelayProbe() {
            @Override
            public Optional<Symptom> tryConnect(MailAccount.SmtpRelay account) {
                return answer;
            }
        };
        return check.run(account, told::add);
    }
}
