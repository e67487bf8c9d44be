package org.signetmail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.Cloud;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Symptom;
import org.signetmail.account.TlsMode;
import org.signetmail.account.Trust;
import org.signetmail.check.Findings;
import org.signetmail.journey.Canaries;
import org.signetmail.message.Outcome;
import org.signetmail.token.LoopbackTls;

/** A hostile peer gets no credential, can't exhaust memory and can't delay a message beyond its deadline. */
@Timeout(60)
class HostilePeerTest extends SmtpSending {
    private static final String USER = "canary-user";
    private static final Canaries SECRETS = new Canaries(List.of(USER, PASSWORD, "canary-token-canary"));
    private static final Duration AMPLE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration MARGIN = Duration.ofMillis(1_500);
    private static final long MEMORY = 48L << 20; // bytes, TLS included; the line is twenty times as long

    private static final SmtpCredentials BY_PASSWORD =
            new SmtpCredentials("PLAIN LOGIN", USER, PASSWORD, Optional.empty(), Optional.empty());
    private static final SmtpCredentials BY_TOKEN =
            new SmtpCredentials("XOAUTH2", USER, "canary-token-canary", Optional.of(Instant.EPOCH), Optional.empty());

    /** The ways to sign in: at a relay and at Exchange. */
    enum SignIn {
        PASSWORD_AT_A_RELAY,
        TOKEN_AT_EXCHANGE;

        SmtpCredentials with() {
            return this == PASSWORD_AT_A_RELAY ? BY_PASSWORD : BY_TOKEN;
        }

        Findings.FindingContext scene() {
            return this == PASSWORD_AT_A_RELAY
                    ? new Findings.FindingContext(null, null, "localhost", "", "", "", "")
                    : new Findings.FindingContext(Cloud.MICROSOFT.get(0), DeliveryRoute.SMTP, "", "", "", "", "");
        }
    }

    private LoopbackTls tls;

    @BeforeEach
    void authority() throws IOException, GeneralSecurityException {
        tls = new LoopbackTls(folder);
    }

    /** Delivers one message to this peer and asserts what holds for all of them. */
    private Outcome deliver(ScriptedSmtp smtp, TlsMode mode, SignIn signIn, Duration timeout) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long startedAt = System.nanoTime();
        long allocated = threads.getCurrentThreadAllocatedBytes();

        Outcome outcome = sent(
                new SmtpEndpoint(smtp.server(), mode, Trust.only(tls.caFile()), FROM.domain()), signIn.with(), timeout);

        assertThat(threads.getCurrentThreadAllocatedBytes() - allocated).isLessThan(MEMORY);
        assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(timeout.plus(MARGIN));
        return outcome;
    }

    private void assertRefusedAndRedacted(
            ScriptedSmtp smtp, TlsMode mode, SignIn signIn, Duration timeout, String code, String finding) {
        Outcome outcome = deliver(smtp, mode, signIn, timeout);

        assertThat(codeOf(outcome, Outcome.Refused.class)).isEqualTo(code);
        Symptom symptom = ((Outcome.Refused) outcome).symptom();
        assertThat(new Findings().explain(symptom, signIn.scene()).id()).matches("(relay|smtp)-" + finding);
        assertThat(SECRETS.in(smtp.everything())).isEmpty();
        assertThat(smtp.heard()).noneMatch(said -> said.matches("(?i)(AUTH|MAIL|RCPT|DATA|BDAT).*"));
    }

    private Function<String, String> signedInTo(SignIn signIn, String command, String reply) {
        return said -> said.startsWith(command)
                ? reply
                : said.startsWith("MAIL") || said.startsWith("RCPT")
                        ? ScriptedSmtp.willing(said)
                        : acceptingSignIn(said, signIn.with().mechanisms().split(" ", -1)[0]);
    }

    @Nested
    class ThatNeverStopsSending {
        @ParameterizedTest
        @EnumSource(SignIn.class)
        void inBannerLines(SignIn signIn) throws IOException {
            try (var smtp = new ScriptedSmtp(overriding(ScriptedSmtp.CONNECTED, ScriptedSmtp.ENDLESS))) {
                assertRefusedAndRedacted(smtp, TlsMode.STARTTLS, signIn, AMPLE, Symptom.NET_UNREACHABLE, "unreachable");
            }
        }

        @ParameterizedTest
        @CsvSource({"<connected>", "EHLO", "STARTTLS"})
        void inALineOfAGigabyteBeforeSignIn(String command) throws IOException {
            for (SignIn signIn : SignIn.values()) {
                try (var smtp = new ScriptedSmtp(signedInTo(signIn, command, ScriptedSmtp.FLOOD))) {
                    assertRefusedAndRedacted(
                            smtp, TlsMode.STARTTLS, signIn, AMPLE, Symptom.NET_UNREACHABLE, "unreachable");
                }
            }
        }

        @ParameterizedTest
        @CsvSource({"AUTH, Refused", "MAIL, Refused", "RCPT, Refused", "DATA, Refused", "<final dot>, Unknown"})
        void inALineOfAGigabyteLater(String command, String outcome) throws Exception {
            for (SignIn signIn : SignIn.values()) {
                try (var smtp =
                        new ScriptedSmtp(tls.localhost(), true, signedInTo(signIn, command, ScriptedSmtp.FLOOD))) {
                    assertThat(codeOf(deliver(smtp, TlsMode.IMPLICIT, signIn, AMPLE), kind(outcome)))
                            .isEqualTo(Symptom.NET_UNREACHABLE);
                }
            }
        }
    }

    @Nested
    class ThatSendsAByteNowAndThen {
        @ParameterizedTest
        @ValueSource(strings = {"<connected>", "EHLO", "STARTTLS"})
        void beforeSignIn(String command) throws IOException {
            for (SignIn signIn : SignIn.values()) {
                try (var smtp = new ScriptedSmtp(signedInTo(signIn, command, ScriptedSmtp.DRIP))) {
                    assertRefusedAndRedacted(smtp, TlsMode.STARTTLS, signIn, SHORT, Symptom.NET_TIME_OUT, "time-out");
                }
            }
        }

        @ParameterizedTest
        @CsvSource({"AUTH, Refused", "MAIL, Refused", "RCPT, Refused", "DATA, Refused", "<final dot>, Unknown"})
        void later(String command, String outcome) throws Exception {
            for (SignIn signIn : SignIn.values()) {
                try (var smtp =
                        new ScriptedSmtp(tls.localhost(), true, signedInTo(signIn, command, ScriptedSmtp.DRIP))) {
                    assertThat(codeOf(deliver(smtp, TlsMode.IMPLICIT, signIn, SHORT), kind(outcome)))
                            .isEqualTo(Symptom.NET_TIME_OUT);
                }
            }
        }
    }

    @Nested
    class ThatIsNotWhatItSeems {
        /** Clear text may come from an attacker, and would be mistaken for data received through TLS. */
        @ParameterizedTest
        @EnumSource(SignIn.class)
        void withClearTextAfterStarttls(SignIn signIn) throws Exception {
            String sly = "220 go on\r\n250-relay.example\r\n250 AUTH PLAIN LOGIN XOAUTH2";
            try (var smtp = new ScriptedSmtp(tls.localhost(), false, signedInTo(signIn, "STARTTLS", sly))) {
                assertRefusedAndRedacted(smtp, TlsMode.STARTTLS, signIn, AMPLE, Symptom.NET_TLS, "tls");
            }
        }

        @ParameterizedTest
        @CsvSource({"STARTTLS", "IMPLICIT"})
        void withACertificateForAnotherName(TlsMode mode) throws Exception {
            SSLContext another = tls.serverNamed("relay.example");
            for (SignIn signIn : SignIn.values()) {
                try (var smtp =
                        new ScriptedSmtp(another, mode == TlsMode.IMPLICIT, signedInTo(signIn, "<never>", ""))) {
                    assertRefusedAndRedacted(smtp, mode, signIn, AMPLE, Symptom.NET_TLS, "tls");
                }
            }
        }

        @ParameterizedTest
        @EnumSource(SignIn.class)
        void withoutStarttls(SignIn signIn) throws IOException {
            String bare = "250-relay.example\r\n250 AUTH PLAIN LOGIN XOAUTH2";
            try (var smtp = new ScriptedSmtp(signedInTo(signIn, "EHLO", bare))) {
                assertRefusedAndRedacted(smtp, TlsMode.STARTTLS, signIn, AMPLE, Symptom.NET_TLS, "no-starttls");
            }
        }

        @ParameterizedTest
        @CsvSource({"250 relay.example", "'250-relay.example\r\n250 AUTH DIGEST-MD5 NTLM'"})
        void withoutTheRequiredSignIn(String offer) throws Exception {
            for (SignIn signIn : SignIn.values()) {
                try (var smtp = new ScriptedSmtp(tls.localhost(), true, signedInTo(signIn, "EHLO", offer))) {
                    assertRefusedAndRedacted(
                            smtp, TlsMode.IMPLICIT, signIn, AMPLE, SmtpTransport.NO_SIGN_IN, "offers-no-sign-in");
                }
            }
        }
    }

    private static Class<? extends Outcome> kind(String outcome) {
        return outcome.equals("Unknown") ? Outcome.Unknown.class : Outcome.Refused.class;
    }
}
