package org.signetmail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.TlsMode;
import org.signetmail.account.Trust;
import org.signetmail.message.Outcome;
import org.signetmail.token.LogCapture;
import org.signetmail.token.LoopbackTls;

/** Sign-in with a token: on one line, and again on two if that line was too long. */
@Timeout(30)
class TokenSignInTest extends SmtpSending {
    private static final SmtpCredentials LONG = signIn("canaryToken".repeat(200));
    private static final String BARE = "AUTH XOAUTH2";

    private LoopbackTls tls;

    @BeforeEach
    void authority() throws Exception {
        tls = new LoopbackTls(folder);
    }

    private static SmtpCredentials signIn(String token) {
        return new SmtpCredentials("XOAUTH2", FROM.address(), token, Optional.of(Instant.EPOCH), Optional.empty());
    }

    private static String response(SmtpCredentials signIn) {
        String said = "user=" + FROM.address() + "\u0001auth=Bearer " + signIn.secret() + "\u0001\u0001";
        return Base64.getEncoder().encodeToString(said.getBytes(StandardCharsets.UTF_8));
    }

    /** A server that accepts the token on two lines; the reply to one line is given. */
    private static Function<String, String> toOneLine(String reply) {
        return said -> said.startsWith(BARE + " ")
                ? reply
                : said.equals(BARE) ? "334 " : acceptingSignIn(said, "LOGIN XOAUTH2");
    }

    private Outcome sent(ScriptedSmtp smtp, SmtpCredentials signIn) {
        return sent(
                new SmtpEndpoint(smtp.server(), TlsMode.IMPLICIT, Trust.only(tls.caFile()), FROM.domain()),
                signIn,
                Duration.ofSeconds(10));
    }

    private ScriptedSmtp server(Function<String, String> script) throws Exception {
        return new ScriptedSmtp(tls.localhost(), true, script);
    }

    private static long count(ScriptedSmtp smtp, String said) {
        return smtp.heard().stream().filter(said::equals).count();
    }

    private static List<String> auth(ScriptedSmtp smtp) {
        return smtp.heard().stream().filter(said -> said.startsWith("AUTH")).toList();
    }

    @Test
    void aServerThatAcceptsALongLineGetsTheTokenOnOne() throws Exception {
        try (var smtp = server(toOneLine("235 2.7.0 welcome"))) {
            assertThat(sent(smtp, LONG)).isInstanceOf(Outcome.Accepted.class);
            assertThat(auth(smtp)).containsExactly(BARE + " " + response(LONG));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "500 5.5.6 Authentication Exchange line is too long",
                "500 Line too long",
                "555 5.5.4 Unsupported",
                "500-5.5.2 Line\r\n500 5.5.2 too long"
            })
    void aTokenIsSentAgainOnTwoLinesOverTheSameConnection(String reply) throws Exception {
        try (var smtp = server(toOneLine(reply))) {
            assertThat(sent(smtp, LONG)).isInstanceOf(Outcome.Accepted.class);
            assertThat(auth(smtp)).containsExactly(BARE + " " + response(LONG), BARE);
            assertThat(count(smtp, response(LONG))).isOne();
            assertThat(smtp.heard()).filteredOn(said -> said.startsWith("EHLO")).hasSize(1);
        }
    }

    /** One server disconnects, with or without a reply; another reads the rest of the line as commands. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "421 4.7.0 Line too long" + ScriptedSmtp.HANG_UP,
                "421 4.7.0 Line too long",
                "500 Line too long" + ScriptedSmtp.HANG_UP,
                "500 Line too long\r\n500 What?\r\n500 What?"
            })
    void aTokenIsSentAgainOverANewConnectionIfTheFirstIsUnusable(String reply) throws Exception {
        try (var smtp = server(toOneLine(reply))) {
            assertThat(sent(smtp, LONG)).isInstanceOf(Outcome.Accepted.class);
            assertThat(count(smtp, response(LONG))).isOne();
            assertThat(smtp.heard()).filteredOn(said -> said.startsWith("EHLO")).hasSize(2);
        }
    }

    @Test
    void anOverloadedServerIsNotTriedAgain() throws Exception {
        try (var smtp = server(toOneLine("421 4.3.2 Service not active" + ScriptedSmtp.HANG_UP))) {
            assertThat(sent(smtp, LONG)).isInstanceOf(Outcome.Refused.class);
            assertThat(smtp.heard()).filteredOn(said -> said.startsWith("EHLO")).hasSize(1);
        }
    }

    @Test
    void aReplyOtherThan235IsNoSignIn() throws Exception {
        try (var smtp = server(toOneLine("250 2.0.0 fine"))) {
            assertThat(sent(smtp, LONG)).isInstanceOf(Outcome.Refused.class);
            assertThat(smtp.heard()).noneMatch(said -> said.startsWith("MAIL"));
        }
    }

    /** The server ignored the token on the command line. */
    @ParameterizedTest
    @ValueSource(strings = {"canaryToken", "long"})
    void anEmptyChallengeIsAnsweredWithTheToken(String token) throws Exception {
        SmtpCredentials signIn = token.equals("long") ? LONG : signIn(token);
        try (var smtp = server(toOneLine("334 "))) {
            assertThat(sent(smtp, signIn)).isInstanceOf(Outcome.Accepted.class);
            assertThat(auth(smtp)).containsExactly(BARE + " " + response(signIn));
            assertThat(count(smtp, response(signIn))).isOne();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "535 5.7.3 Authentication unsuccessful, 535 5.7.3",
        "535 5.7.139 Authentication unsuccessful, 535 5.7.139",
        "454 4.7.0 Temporary authentication failure, 454 4.7.0",
        "501 5.5.124 Invalid XOAUTH2 auth data, 501 5.5.124",
        "504 5.7.4 Unrecognized authentication type, 504 5.7.4",
        "334 eyJzdGF0dXMiOiI0MDAifQ==, 334"
    })
    void aRefusedTokenIsNotSentAgain(String reply, String code) throws Exception {
        try (var smtp = server(toOneLine(reply))) {
            assertThat(codeOf(sent(smtp, TOKEN), Outcome.Refused.class)).isEqualTo(code);
            assertThat(codeOf(sent(smtp, LONG), Outcome.Refused.class)).isEqualTo(code);
            assertThat(count(smtp, BARE)).isZero();
            assertThat(count(smtp, response(LONG))).isZero();
        }
    }

    /** The reply has another reason. */
    @ParameterizedTest
    @ValueSource(strings = {"500", "421", "555"})
    void aShortLineIsNotTooLong(String status) throws Exception {
        try (var smtp = server(toOneLine(status + " no"))) {
            assertThat(codeOf(sent(smtp, TOKEN), Outcome.Refused.class)).isEqualTo(status);
            assertThat(auth(smtp)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "421", "555", "334"})
    void twoLinesAreTriedOnlyOnce(String status) throws Exception {
        String refusal = status + (status.equals("334") ? " " : " no");
        try (var smtp = server(said ->
                said.equals(response(LONG)) ? refusal : toOneLine(refusal).apply(said))) {
            assertThat(codeOf(sent(smtp, LONG), Outcome.Refused.class)).isEqualTo(status);
            assertThat(count(smtp, response(LONG))).isOne();
        }
    }

    @Test
    void aServerWithoutAuthIsRefused() throws Exception {
        try (var smtp =
                server(said -> said.startsWith("AUTH") ? "500 5.5.2 What?" : acceptingSignIn(said, "LOGIN XOAUTH2"))) {
            assertThat(codeOf(sent(smtp, LONG), Outcome.Refused.class)).isEqualTo("500 5.5.2");
            assertThat(auth(smtp)).containsExactly(BARE + " " + response(LONG), BARE, BARE);
        }
    }

    @Test
    void aServerWithoutXoauth2GetsNoToken() throws Exception {
        try (var smtp = server(said -> acceptingSignIn(said, "LOGIN"))) {
            assertThat(codeOf(sent(smtp, LONG), Outcome.Refused.class)).isEqualTo(SmtpTransport.NO_SIGN_IN);
            assertThat(auth(smtp)).isEmpty();
        }
    }

    @Test
    void aTokenOnItsOwnLineIsRedacted() throws Exception {
        try (var log = new LogCapture();
                var smtp = server(said -> said.equals(response(LONG))
                        ? "535 5.7.3 no: " + said
                        : toOneLine("500 5.5.6 " + response(LONG)).apply(said))) {
            Outcome outcome = sent(smtp, LONG);

            assertThat(codeOf(outcome, Outcome.Refused.class)).isEqualTo("535 5.7.3");
            assertThat(outcome.toString())
                    .doesNotContain("canaryToken", response(LONG).substring(20, 90));
            assertThat(log.text()).doesNotContain("canaryToken", response(LONG).substring(20, 90));
        }
    }
}
