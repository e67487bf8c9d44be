package org.signetmail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.Symptom;
import org.signetmail.account.TlsMode;
import org.signetmail.account.Trust;
import org.signetmail.net.Deadline;
import org.signetmail.net.SeveralAddresses;
import org.signetmail.token.CertificateCases.Case;
import org.signetmail.token.LoopbackTls;

/** No credential is sent to an SMTP server unless its certificate is valid today for the host's name. */
class ServerCertificateTest extends SmtpSending {
    private static final Duration AMPLE = Duration.ofSeconds(20);

    @ParameterizedTest
    @MethodSource("org.signetmail.token.CertificateCases#trusted")
    void aCertificateForTheHostIsTrusted(Case shown) throws Exception {
        var tls = new LoopbackTls(folder);
        for (TlsMode mode : new TlsMode[] {TlsMode.STARTTLS, TlsMode.IMPLICIT}) {
            try (var smtp = server(shown, tls, mode)) {
                signIn(shown, smtp, tls, mode);
                assertThat(smtp.heard()).anyMatch(said -> said.startsWith("AUTH"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.signetmail.token.CertificateCases#notTrusted")
    void aServerWithAnyOtherCertificateGetsNoPassword(Case shown) throws Exception {
        var tls = new LoopbackTls(folder);
        for (TlsMode mode : new TlsMode[] {TlsMode.STARTTLS, TlsMode.IMPLICIT}) {
            try (var smtp = server(shown, tls, mode)) {
                var refused = catchThrowableOfType(SmtpFailure.class, () -> signIn(shown, smtp, tls, mode));
                assertThat(refused.symptom().code()).isEqualTo(Symptom.NET_TLS);
                assertThat(smtp.heard()).noneMatch(said -> said.startsWith("AUTH"));
            }
        }
    }

    private static ScriptedSmtp server(Case shown, LoopbackTls tls, TlsMode mode)
            throws IOException, GeneralSecurityException {
        return new ScriptedSmtp(shown.tls(tls), mode == TlsMode.IMPLICIT, said -> acceptingSignIn(said, "PLAIN"));
    }

    private static void signIn(Case shown, ScriptedSmtp smtp, LoopbackTls tls, TlsMode mode) throws SmtpFailure {
        var host = new SmtpServer(shown.host(), smtp.server().port());
        var to = new SmtpEndpoint(host, mode, Trust.only(tls.caFile()), FROM.domain());
        Deadline deadline = Deadline.in(AMPLE);
        SmtpOpening.open(to, BASIC, SeveralAddresses.are("127.0.0.1"), deadline, Clock.systemUTC())
                .close();
    }
}
