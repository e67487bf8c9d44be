package org.signetmail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.account.TlsMode;
import org.signetmail.account.Trust;
import org.signetmail.message.Outcome;
import org.signetmail.token.LogCapture;
import org.signetmail.token.LoopbackTls;

/** Who receives a password or token, and that replies echoing it are redacted. */
@Timeout(30)
class SmtpCredentialsTest extends SmtpSending {
    private Outcome sent(ScriptedSmtp smtp, TlsMode mode, SmtpCredentials signIn, LoopbackTls tls) {
        return sent(
                new SmtpEndpoint(smtp.server(), mode, Trust.only(tls.caFile()), FROM.domain()),
                signIn,
                Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource({"STARTTLS, PLAIN", "STARTTLS, LOGIN", "IMPLICIT, PLAIN", "IMPLICIT, LOGIN"})
    void aPasswordIsSentThroughTls(TlsMode mode, String mechanism) throws Exception {
        var tls = new LoopbackTls(folder);
        try (var smtp =
                new ScriptedSmtp(tls.localhost(), mode == TlsMode.IMPLICIT, said -> acceptingSignIn(said, mechanism))) {
            assertThat(sent(smtp, mode, BASIC, tls)).isInstanceOf(Outcome.Accepted.class);
            assertThat(smtp.heard()).anyMatch(said -> said.startsWith("AUTH " + mechanism));
        }
    }

    @Test
    void theReplyOfAServerThatRefusesStarttlsIsReported() throws Exception {
        var tls = new LoopbackTls(folder);
        try (var smtp = new ScriptedSmtp(
                said -> said.equals("STARTTLS") ? "454 4.7.0 TLS not available" : acceptingSignIn(said, "PLAIN"))) {
            assertThat(codeOf(sent(smtp, TlsMode.STARTTLS, BASIC, tls), Outcome.Refused.class))
                    .isEqualTo("454 4.7.0");
            assertThat(smtp.heard()).noneMatch(said -> said.startsWith("AUTH"));
        }
    }

    @Test
    void aSecondChallengeRefusesTheToken() throws Exception {
        var tls = new LoopbackTls(folder);
        try (var smtp = new ScriptedSmtp(
                tls.localhost(),
                true,
                said -> said.startsWith("AUTH") ? "334 eyJzdGF0dXMiOiI0MDAifQ==" : acceptingSignIn(said, "XOAUTH2"))) {
            assertThat(codeOf(sent(smtp, TlsMode.IMPLICIT, TOKEN, tls), Outcome.Refused.class))
                    .isEqualTo("334");
        }
    }

    @Test
    void anEchoedSecretIsRedacted() throws Exception {
        var tls = new LoopbackTls(folder);
        for (SmtpCredentials signIn : List.of(BASIC, TOKEN)) {
            try (var log = new LogCapture();
                    var smtp = new ScriptedSmtp(
                            tls.localhost(),
                            true,
                            said -> said.startsWith("AUTH")
                                    ? "535 5.7.3 no: " + said + " " + signIn.secret()
                                    : acceptingSignIn(said, "PLAIN XOAUTH2"))) {
                Outcome outcome = sent(smtp, TlsMode.IMPLICIT, signIn, tls);

                assertThat(codeOf(outcome, Outcome.Refused.class)).isEqualTo("535 5.7.3");
                String sent = smtp.heard().get(1).split(" ", -1)[2];
                assertThat(outcome.toString() + signIn).doesNotContain(signIn.secret(), sent);
                assertThat(log.text()).doesNotContain(signIn.secret(), sent);
            }
        }
    }

    /** Entra's tokens have this size, and a symptom keeps only the beginning of a reply. */
    @Test
    void thePrefixOfALongTokenIsRedacted() throws Exception {
        var tls = new LoopbackTls(folder);
        String word = "canaryToken";
        var signIn = new SmtpCredentials(
                "XOAUTH2", FROM.address(), word.repeat(300), Optional.of(Instant.EPOCH), Optional.empty());
        for (Function<String, String> echo : List.<Function<String, String>>of(
                said -> "535 5.7.3 no: " + said,
                said -> "535 5.7.3 no: " + said.substring(0, 128),
                said -> "535 5.7.3 no: " + signIn.secret().substring(0, 20),
                said -> "535-5.7.3 no\r\n535 5.7.3 " + signIn.secret())) {
            try (var smtp = new ScriptedSmtp(
                    tls.localhost(),
                    true,
                    said -> said.startsWith("AUTH") ? echo.apply(said) : acceptingSignIn(said, "XOAUTH2"))) {
                Outcome outcome = sent(smtp, TlsMode.IMPLICIT, signIn, tls);

                assertThat(codeOf(outcome, Outcome.Refused.class)).isEqualTo("535 5.7.3");
                String sent = smtp.heard().get(1).split(" ", -1)[2];
                assertThat(outcome.toString()).doesNotContain(word, sent.substring(20, 90));
            }
        }
    }
}
