package org.signetmail.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Relay;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TlsMode;
import org.signetmail.check.CheckReport;
import org.signetmail.check.CheckReport.Verdict;

class CredentialsRunTest {
    private static final Instant NOW = Instant.parse("2026-03-12T13:48:07Z");

    private CredentialsRun run;

    @BeforeEach
    void begin() {
        var account = new MailAccount.SmtpRelay(
                new Relay(new SmtpServer("smtp.contoso.example", 587), TlsMode.STARTTLS), Optional.empty());
        run = new CredentialsRun(account, report(Verdict.RUNNING), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void aTestThatIsCancelledBeforeAnyThreadTookItIsOver() {
        run.startedAs(new FutureTask<>(() -> null));
        run.cancel();
        assertThat(run.now().running()).isFalse();
        assertThat(run.passed()).isFalse();
        assertThat(run.report().at()).isEqualTo(NOW);
    }

    @Test
    void aTestWhoseThreadIsGoneWithoutAWordIsOver() {
        run.over();
        assertThat(run.now().running()).isFalse();
        assertThat(run.report().finding()).isEmpty();
    }

    @Test
    void whatATestFoundStaysWhatItFound() {
        run.tell(report(Verdict.PASSED));
        run.over();
        assertThat(run.passed()).isTrue();
    }

    private static CheckReport report(Verdict verdict) {
        return new CheckReport(NOW, NOW, verdict, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
