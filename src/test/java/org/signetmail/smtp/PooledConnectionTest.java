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
import org.signetmail.token.MovedClock;

/** How long a connection is kept, and what becomes of one that is of no more use. */
@Timeout(30)
class PooledConnectionTest {
    private static final Mailbox FROM = new Mailbox("notifications@contoso.example");
    private static final RenderedMessage LETTER = RenderedMessages.rendered(
            new SenderRule.Sender(FROM, Optional.empty()),
            new PlainTextMail(List.of(new Mailbox("first@partner.example")), "s", "t"),
            Instant.EPOCH);

    private final MovedClock clock = new MovedClock();
    private Optional<Instant> signInEnds = Optional.empty();

    private SmtpDeliveryClient carrier(ScriptedSmtp smtp) {
        var to = new SmtpEndpoint(smtp.server(), TlsMode.NONE, Trust.JVM, FROM.domain());
        return new SmtpDeliveryClient(
                to,
                fresh -> new SmtpCredentials("", "", "", Optional.empty(), signInEnds),
                new SendingLimits(3, 0),
                new BdatSupport(true),
                Duration.ofSeconds(10),
                clock);
    }

    private static void accepted(SmtpDeliveryClient carrier) {
        assertThat(carrier.deliver(LETTER)).isInstanceOf(Outcome.Accepted.class);
    }

    private static long count(ScriptedSmtp smtp, String command) {
        return smtp.heard().stream().filter(said -> said.startsWith(command)).count();
    }

    @Test
    void aMailRightAfterAnotherTakesTheSameConnectionAndAsksNothing() throws IOException {
        try (var smtp = new ScriptedSmtp(ScriptedSmtp::willing);
                var carrier = carrier(smtp)) {
            accepted(carrier);
            clock.advance(Duration.ofMillis(900));
            accepted(carrier);
            assertThat(count(smtp, "EHLO")).isEqualTo(1);
            assertThat(count(smtp, "NOOP")).isZero();
        }
    }

    @Test
    void afterAPauseItIsAskedWhetherItIsThere() throws IOException {
        try (var smtp = new ScriptedSmtp(ScriptedSmtp::willing);
                var carrier = carrier(smtp)) {
            accepted(carrier);
            clock.advance(Duration.ofSeconds(2));
            accepted(carrier);
            assertThat(count(smtp, "EHLO")).isEqualTo(1);
            assertThat(count(smtp, "NOOP")).isEqualTo(1);
        }
    }

    @Test
    void oneThatDoesNotAnswerIsReplaced() throws IOException {
        try (var smtp = new ScriptedSmtp(SmtpSending.but("NOOP", ScriptedSmtp.HANG_UP));
                var carrier = carrier(smtp)) {
            accepted(carrier);
            clock.advance(Duration.ofSeconds(2));
            accepted(carrier);
            assertThat(count(smtp, "EHLO")).isEqualTo(2);
        }
    }

    @Test
    void oneThatHasSaidGoodbyeIsReplacedUnasked() throws IOException {
        try (var smtp = new ScriptedSmtp(
                        SmtpSending.but(ScriptedSmtp.FINAL_DOT, "250 2.0.0 queued\r\n421 4.3.2 closing"));
                var carrier = carrier(smtp)) {
            accepted(carrier);
            accepted(carrier);
            assertThat(count(smtp, "EHLO")).isEqualTo(2);
            assertThat(count(smtp, "NOOP")).isZero();
        }
    }

    @Test
    void idleForAMinuteItIsClosedByItself() throws IOException {
        try (var smtp = new ScriptedSmtp(ScriptedSmtp::willing);
                var carrier = carrier(smtp)) {
            accepted(carrier);
            clock.advance(Duration.ofSeconds(59));
            carrier.evictIdle(clock.instant());
            assertThat(carrier.isIdle()).isFalse();
            clock.advance(Duration.ofSeconds(1));
            carrier.evictIdle(clock.instant());
            assertThat(carrier.isIdle()).isTrue();
            accepted(carrier);
            assertThat(count(smtp, "EHLO")).isEqualTo(2);
            assertThat(count(smtp, "QUIT")).isEqualTo(1);
        }
    }

    @Test
    void inUseItIsReplacedAfterTenMinutes() throws IOException {
        try (var smtp = new ScriptedSmtp(ScriptedSmtp::willing);
                var carrier = carrier(smtp)) {
            for (int half = 0; half <= 21; half++) {
                accepted(carrier);
                clock.advance(Duration.ofSeconds(30));
            }
            assertThat(count(smtp, "EHLO")).isEqualTo(2);
        }
    }

    @Test
    void itEndsWithTheTokenThatItSignedInWith() throws IOException {
        signInEnds = Optional.of(clock.instant().plusSeconds(3));
        try (var smtp = new ScriptedSmtp(ScriptedSmtp::willing);
                var carrier = carrier(smtp)) {
            accepted(carrier);
            clock.advance(Duration.ofMillis(2_900));
            accepted(carrier);
            assertThat(count(smtp, "EHLO")).isEqualTo(1);
            clock.advance(Duration.ofMillis(100));
            signInEnds = Optional.of(clock.instant().plusSeconds(3600));
            accepted(carrier);
            assertThat(count(smtp, "EHLO")).isEqualTo(2);
        }
    }

    private SmtpConnection opened(ScriptedSmtp smtp, Deadline deadline) throws SmtpFailure {
        var to = new SmtpEndpoint(smtp.server(), TlsMode.NONE, Trust.JVM, FROM.domain());
        return SmtpConnection.open(to, SmtpCredentials.byPassword(Optional.empty()), deadline, clock);
    }

    /** The former deadline is over while it lies idle; what tidies up may look at it a moment too late. */
    @Test
    void itIsNotBrokenOffOnceItHasANewDeadline() throws Exception {
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
    void itIsNotTakenOnceItWasBrokenOff() throws Exception {
        try (var smtp = new ScriptedSmtp(ScriptedSmtp::willing);
                var connection = opened(smtp, Deadline.in(Duration.ofSeconds(5)))) {
            connection.extendDeadline(Deadline.in(Duration.ZERO));
            connection.abortIfOverdue();
            assertThat(connection.extendDeadline(Deadline.in(Duration.ofSeconds(5))))
                    .isFalse();
        }
    }

    @Test
    void afterARefusalItIsNotUsedAgain() throws IOException {
        try (var smtp = new ScriptedSmtp(SmtpSending.but("RCPT", "550 5.1.1 Nobody here"));
                var carrier = carrier(smtp)) {
            carrier.deliver(LETTER);
            carrier.deliver(LETTER);
            assertThat(count(smtp, "EHLO")).isEqualTo(2);
        }
    }

    @Test
    void aClosedCarrierCarriesAndKeepsNothing() throws IOException {
        try (var smtp = new ScriptedSmtp(ScriptedSmtp::willing)) {
            var carrier = carrier(smtp);
            accepted(carrier);
            carrier.close();
            accepted(carrier);
            accepted(carrier);
            carrier.evictIdle(clock.instant());
            assertThat(carrier.isIdle()).isTrue();
            assertThat(count(smtp, "EHLO")).isEqualTo(3);
        }
    }
}
