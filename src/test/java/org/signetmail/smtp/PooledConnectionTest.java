package org.signetmail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.signetmail.account.Mailbox;
import org.signetmail.account.TlsMode;
import org.signetmail.account.Trust;
import org.signetmail.message.DeliveryClient.SendingLimits;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.message.RenderedMessage;
import org.signetmail.message.RenderedMessages;
import org.signetmail.message.SenderRule;
import org.signetmail.net.Deadline;
import org.signetmail.token.AdjustableClock;

/** How long an SMTP connection stays in the pool, and what happens to an unusable one. */
@Timeout(30)
class PooledConnectionTest {
    private static final Mailbox FROM = new Mailbox("notifications@contoso.example");
    private static final RenderedMessage MESSAGE = RenderedMessages.rendered(
            new SenderRule.Sender(FROM, Optional.empty()),
            new PlainTextMail(List.of(new Mailbox("first@partner.example")), "s", "t"),
            Instant.EPOCH);

    private final AdjustableClock clock = new AdjustableClock();
    private Optional<Instant> tokenExpiresAt = Optional.empty();

    private SmtpDeliveryClient client(ScriptedSmtp smtp) {
        var to = new SmtpEndpoint(smtp.server(), TlsMode.NONE, Trust.JVM, FROM.domain());
        return new SmtpDeliveryClient(
                to,
                fresh -> new SmtpCredentials("", "", "", Optional.empty(), tokenExpiresAt),
                new SendingLimits(3, 0),
                new BdatSupport(true),
                Duration.ofSeconds(10),
                clock);
    }

    private static void deliverAccepted(SmtpDeliveryClient client) {
        assertThat(client.deliver(MESSAGE)).isInstanceOf(Outcome.Accepted.class);
    }

    private static long count(ScriptedSmtp smtp, String command) {
        return smtp.heard().stream().filter(said -> said.startsWith(command)).count();
    }

    @Test
    void theNextMessageReusesTheConnectionWithoutACheck() throws IOException {
        try (var smtp = new ScriptedSmtp(ScriptedSmtp::willing);
                var client = client(smtp)) {
            deliverAccepted(client);
            clock.advance(Duration.ofMillis(900));
            deliverAccepted(client);
            assertThat(count(smtp, "EHLO")).isEqualTo(1);
            assertThat(count(smtp, "NOOP")).isZero();
        }
    }

    @Test
    void afterAPauseItIsCheckedByNoop() throws IOException {
        try (var smtp = new ScriptedSmtp(ScriptedSmtp::willing);
                var client = client(smtp)) {
            deliverAccepted(client);
            clock.advance(Duration.ofSeconds(2));
            deliverAccepted(client);
            assertThat(count(smtp, "EHLO")).isEqualTo(1);
            assertThat(count(smtp, "NOOP")).isEqualTo(1);
        }
    }

    @Test
    void oneThatDoesNotRespondIsReplaced() throws IOException {
        try (var smtp = new ScriptedSmtp(SmtpSending.overriding("NOOP", ScriptedSmtp.HANG_UP));
                var client = client(smtp)) {
            deliverAccepted(client);
            clock.advance(Duration.ofSeconds(2));
            deliverAccepted(client);
            assertThat(count(smtp, "EHLO")).isEqualTo(2);
        }
    }

    @Test
    void oneThatTheServerEndedIsReplacedWithoutACheck() throws IOException {
        try (var smtp = new ScriptedSmtp(
                        SmtpSending.overriding(ScriptedSmtp.FINAL_DOT, "250 2.0.0 queued\r\n421 4.3.2 closing"));
                var client = client(smtp)) {
            deliverAccepted(client);
            deliverAccepted(client);
            assertThat(count(smtp, "EHLO")).isEqualTo(2);
            assertThat(count(smtp, "NOOP")).isZero();
        }
    }

    @Test
    void itIsClosedAfterAMinuteIdle() throws IOException {
        try (var smtp = new ScriptedSmtp(ScriptedSmtp::willing);
                var client = client(smtp)) {
            deliverAccepted(client);
            clock.advance(Duration.ofSeconds(59));
            client.evictIdle(clock.instant());
            assertThat(client.isIdle()).isFalse();
            clock.advance(Duration.ofSeconds(1));
            client.evictIdle(clock.instant());
            assertThat(client.isIdle()).isTrue();
            deliverAccepted(client);
            assertThat(count(smtp, "EHLO")).isEqualTo(2);
            assertThat(count(smtp, "QUIT")).isEqualTo(1);
        }
    }

    @Test
    void itIsReplacedAfterTenMinutesEvenInUse() throws IOException {
        try (var smtp = new ScriptedSmtp(ScriptedSmtp::willing);
                var client = client(smtp)) {
            for (int half = 0; half <= 21; half++) {
                deliverAccepted(client);
                clock.advance(Duration.ofSeconds(30));
            }
            assertThat(count(smtp, "EHLO")).isEqualTo(2);
        }
    }

    @Test
    void itExpiresWithItsToken() throws IOException {
        tokenExpiresAt = Optional.of(clock.instant().plusSeconds(3));
        try (var smtp = new ScriptedSmtp(ScriptedSmtp::willing);
                var client = client(smtp)) {
            deliverAccepted(client);
            clock.advance(Duration.ofMillis(2_900));
            deliverAccepted(client);
            assertThat(count(smtp, "EHLO")).isEqualTo(1);
            clock.advance(Duration.ofMillis(100));
            tokenExpiresAt = Optional.of(clock.instant().plusSeconds(3600));
            deliverAccepted(client);
            assertThat(count(smtp, "EHLO")).isEqualTo(2);
        }
    }

    private SmtpConnection opened(ScriptedSmtp smtp, Deadline deadline) throws SmtpFailure {
        var to = new SmtpEndpoint(smtp.server(), TlsMode.NONE, Trust.JVM, FROM.domain());
        return SmtpConnection.open(to, SmtpCredentials.ofPassword(Optional.empty()), deadline, clock);
    }

    /** The previous deadline passes while the connection is idle; abortOverdue() may check it a moment too late. */
    @Test
    void itIsNotAbortedOnceItHasANewDeadline() throws Exception {
        try (var smtp = new ScriptedSmtp(ScriptedSmtp::willing);
                var connection = opened(smtp, Deadline.in(Duration.ofSeconds(5)))) {
            connection.extendDeadline(Deadline.in(Duration.ZERO));
            assertThat(connection.extendDeadline(Deadline.in(Duration.ofSeconds(5))))
                    .isTrue();
            connection.abortIfOverdue();
            connection.noop(Deadline.in(Duration.ofSeconds(5)));
        }
    }

    @Test
    void itIsNotReusedOnceAborted() throws Exception {
        try (var smtp = new ScriptedSmtp(ScriptedSmtp::willing);
                var connection = opened(smtp, Deadline.in(Duration.ofSeconds(5)))) {
            connection.extendDeadline(Deadline.in(Duration.ZERO));
            connection.abortIfOverdue();
            assertThat(connection.extendDeadline(Deadline.in(Duration.ofSeconds(5))))
                    .isFalse();
        }
    }

    @Test
    void itIsNotReusedAfterARefusal() throws IOException {
        try (var smtp = new ScriptedSmtp(SmtpSending.overriding("RCPT", "550 5.1.1 Nobody here"));
                var client = client(smtp)) {
            client.deliver(MESSAGE);
            client.deliver(MESSAGE);
            assertThat(count(smtp, "EHLO")).isEqualTo(2);
        }
    }

    @Test
    void aClosedClientDeliversButPoolsNothing() throws IOException {
        try (var smtp = new ScriptedSmtp(ScriptedSmtp::willing)) {
            var client = client(smtp);
            deliverAccepted(client);
            client.close();
            deliverAccepted(client);
            deliverAccepted(client);
            client.evictIdle(clock.instant());
            assertThat(client.isIdle()).isTrue();
            assertThat(count(smtp, "EHLO")).isEqualTo(3);
        }
    }
}
