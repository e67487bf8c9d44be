package org.signetmail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Relay;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.Symptom;
import org.signetmail.account.TlsMode;
import org.signetmail.token.LoopbackTls;

@Timeout(30)
class RelayProbeTest {
    private static Optional<Symptom> probe(SmtpServer server, TlsMode tls) {
        return Relays.probe(Clock.systemUTC(), server)
                .tryConnect(new MailAccount.SmtpRelay(new Relay(server, tls), Optional.empty()));
    }

    @Test
    void aReadyRelayGetsNoMessage() throws IOException {
        try (var smtp = new ScriptedSmtp(ScriptedSmtp::willing)) {
            assertThat(probe(smtp.server(), TlsMode.NONE)).isEmpty();
            assertThat(smtp.heard()).contains("NOOP").noneMatch(said -> said.startsWith("MAIL"));
        }
    }

    @Test
    void aRelayThatIsNotReadyIsASymptom() throws IOException {
        try (var smtp =
                new ScriptedSmtp(said -> said.equals("NOOP") ? "421 4.3.2 closing" : ScriptedSmtp.willing(said))) {
            assertThat(probe(smtp.server(), TlsMode.NONE)).map(Symptom::code).contains("421 4.3.2");
        }
    }

    @Test
    void aRelayWithoutStarttlsIsReported() throws IOException {
        try (var smtp = new ScriptedSmtp(ScriptedSmtp::willing)) {
            assertThat(probe(smtp.server(), TlsMode.STARTTLS))
                    .map(Symptom::code)
                    .contains(Symptom.NET_TLS);
        }
    }

    @Test
    void aCertificateThatTheJvmDoesNotTrustIsRefused(@TempDir Path folder) throws Exception {
        var tls = new LoopbackTls(folder);
        try (var smtp = new ScriptedSmtp(tls.localhost(), true, ScriptedSmtp::willing)) {
            assertThat(probe(smtp.server(), TlsMode.IMPLICIT))
                    .map(Symptom::code)
                    .contains(Symptom.NET_TLS);
        }
    }

    @Test
    void anUnknownHostIsNamedInTheSymptom() {
        assertThat(probe(new SmtpServer("relay.invalid", 25), TlsMode.NONE))
                .map(Symptom::code)
                .contains(Symptom.NET_NAME);
    }
}
