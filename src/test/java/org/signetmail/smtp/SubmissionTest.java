package org.signetmail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.account.Mailbox;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TlsMode;
import org.signetmail.account.Trust;
import org.signetmail.letter.Carrier.Allowance;
import org.signetmail.letter.Letters;
import org.signetmail.letter.Mail;
import org.signetmail.letter.Outcome;
import org.signetmail.letter.RenderedMail;
import org.signetmail.letter.SenderRule;

/** In how many round trips a mail goes out, and what is left of it when a server does not keep what it offered. */
@Timeout(30)
class SubmissionTest {
    private static final Mailbox FROM = new Mailbox("notifications@contoso.example");
    private static final Mailbox FIRST = new Mailbox("first@partner.example");
    private static final Mailbox SECOND = new Mailbox("second@partner.example");
    private static final String MAIL = "MAIL FROM:<notifications@contoso.example>";
    private static final String RCPT = "RCPT TO:<first@partner.example>";
    private static final RenderedMail TO_ONE = letter(".hidden\n..\nend", FIRST);
    private static final RenderedMail TO_TWO = letter("text", FIRST, SECOND);
    private static final String LAST = "BDAT " + TO_ONE.size() + " LAST";

    private Chunking chunking = new Chunking(true);

    private static RenderedMail letter(String text, Mailbox... to) {
        return Letters.rendered(
                new SenderRule.Sender(FROM, Optional.empty()), new Mail(List.of(to), "s", text), Instant.EPOCH);
    }

    private static String text(RenderedMail mail) {
        return new String(mail.bytes(), StandardCharsets.ISO_8859_1);
    }

    private SmtpCarrier carrier(ScriptedSmtp smtp) {
        var to = new SmtpDestination(smtp.server(), TlsMode.NONE, Trust.JVM, FROM.domain());
        SmtpSignIn none = SmtpSignIn.byPassword(Optional.empty());
        return new SmtpCarrier(
                to, fresh -> none, new Allowance(3, 0), chunking, Duration.ofSeconds(3), Clock.systemUTC());
    }

    private static Function<String, String> offering(String extensions, Function<String, String> script) {
        return said -> said.startsWith("EHLO")
                ? "250-relay.example\r\n250-" + extensions.replace(" ", "\r\n250-") + "\r\n250 HELP"
                : script.apply(said);
    }

    /** Says nothing to these commands, and everything that is due at the last one. */
    private static Function<String, String> silentUntil(String last, String... replies) {
        return said -> said.startsWith(last)
                ? String.join("\r\n", replies)
                : said.matches("(MAIL|RCPT).*") ? ScriptedSmtp.SILENCE : ScriptedSmtp.willing(said);
    }

    @Nested
    class WithPipeliningAndChunking {
        private static final String OFFER = "PIPELINING CHUNKING SIZE";

        @Test
        void theFirstMailAsksWithAnEmptyChunkWhetherBdatWorks() throws IOException {
            try (var smtp = new ScriptedSmtp(offering(OFFER, ScriptedSmtp::willing));
                    var carrier = carrier(smtp)) {
                assertThat(carrier.carry(TO_ONE)).isInstanceOf(Outcome.Accepted.class);
                assertThat(smtp.heard().subList(1, 5))
                        .containsExactly(MAIL + " SIZE=" + TO_ONE.size(), RCPT, "BDAT 0", LAST);
                assertThat(smtp.taken()).containsExactly("", text(TO_ONE));
            }
        }

        @Test
        void everyOtherMailGoesOutAtOnce() throws IOException {
            chunkingWorks();
            try (var smtp = new ScriptedSmtp(offering(
                            OFFER, silentUntil("BDAT", "250 sender", "250 recipient", "250 2.0.0 queued as 4711")));
                    var carrier = carrier(smtp)) {
                for (int mail = 1; mail <= 3; mail++) {
                    assertThat(carrier.carry(TO_ONE))
                            .isInstanceOfSatisfying(
                                    Outcome.Accepted.class,
                                    accepted -> assertThat(accepted.reply()).isEqualTo("250 2.0.0 queued as 4711"));
                }
                assertThat(smtp.taken()).hasSize(3).containsOnly(text(TO_ONE));
                assertThat(smtp.heard()).containsOnlyOnce("EHLO contoso.example");
            }
        }

        @Test
        void severalRecipientsAreAllAcceptedBeforeTheContentGoesOut() throws IOException {
            chunkingWorks();
            try (var smtp = new ScriptedSmtp(offering(OFFER, ScriptedSmtp::willing));
                    var carrier = carrier(smtp)) {
                assertThat(carrier.carry(TO_TWO)).isInstanceOf(Outcome.Accepted.class);
                assertThat(smtp.taken()).containsExactly(text(TO_TWO));
            }
            try (var smtp = new ScriptedSmtp(
                            offering(OFFER, SmtpSending.but("RCPT TO:<second", "550 5.1.1 Nobody here")));
                    var carrier = carrier(smtp)) {
                assertThat(SmtpSending.codeOf(carrier.carry(TO_TWO), Outcome.Refused.class))
                        .isEqualTo("550 5.1.1");
                assertThat(smtp.taken()).isEmpty();
            }
        }

        @ParameterizedTest
        @CsvSource({
            "530 5.7.57 no, 503 5.5.1 MAIL first, 503 5.5.1 RCPT first, 530 5.7.57",
            "250 sender, 550 5.1.1 Nobody here, 503 5.5.1 RCPT first, 550 5.1.1",
            "250 sender, 550 5.1.1 Nobody here, 250 took it all the same, 550 5.1.1",
            "250 sender, 250 recipient, 432 4.3.2 Concurrent connections limit exceeded, 432 4.3.2",
            "250 sender, 250 recipient, 552 5.3.4 too large, 552 5.3.4"
        })
        void theFirstRefusalIsTheReason(String mail, String rcpt, String bdat, String code) throws IOException {
            chunkingWorks();
            try (var smtp = new ScriptedSmtp(offering(OFFER, silentUntil("BDAT", mail, rcpt, bdat)));
                    var carrier = carrier(smtp)) {
                assertThat(SmtpSending.codeOf(carrier.carry(TO_ONE), Outcome.Refused.class))
                        .isEqualTo(code);
                assertThat(smtp.taken()).hasSize(1);
            }
        }

        @Test
        void aServerThatHangsUpAfterARefusalHasRefused() throws IOException {
            chunkingWorks();
            try (var smtp = new ScriptedSmtp(offering(
                            OFFER,
                            said -> said.startsWith("BDAT")
                                    ? ScriptedSmtp.HANG_UP
                                    : SmtpSending.but("RCPT", "421 4.3.2 closing")
                                            .apply(said)));
                    var carrier = carrier(smtp)) {
                assertThat(SmtpSending.codeOf(carrier.carry(TO_ONE), Outcome.Refused.class))
                        .isEqualTo("421 4.3.2");
            }
        }

        @ParameterizedTest
        @CsvSource({"<hang up>, NET_UNREACHABLE", "<silence>, NET_TIME_OUT", "mumble, NET_NOT_UNDERSTOOD"})
        void withoutAnAnswerToTheContentItIsOpen(String answer, String code) throws IOException {
            chunkingWorks();
            try (var smtp = new ScriptedSmtp(offering(OFFER, SmtpSending.but("BDAT", answer)));
                    var carrier = carrier(smtp)) {
                assertThat(SmtpSending.codeOf(carrier.carry(TO_ONE), Outcome.Unknown.class))
                        .isEqualTo(code);
                assertThat(smtp.taken()).hasSize(1);
            }
        }

        @ParameterizedTest
        @CsvSource({"500 5.5.1 what", "502 5.5.1 not here", "503 5.5.1 no", "<hang up>"})
        void aServerThatDoesNotKnowBdatGetsDataAndNoContentAsCommands(String answer) throws IOException {
            try (var smtp = new ScriptedSmtp(offering(OFFER, SmtpSending.but("BDAT", answer))).withoutChunks();
                    var carrier = carrier(smtp)) {
                assertThat(carrier.carry(TO_ONE)).isInstanceOf(Outcome.Accepted.class);
                assertThat(carrier.carry(TO_ONE)).isInstanceOf(Outcome.Accepted.class);
                assertThat(smtp.heard()).containsOnlyOnce("BDAT 0");
                assertThat(smtp.heard().stream().filter(ScriptedSmtp.FINAL_DOT::equals))
                        .hasSize(2);
                assertThat(smtp.heard())
                        .allMatch(said -> said.matches("(EHLO|MAIL|RCPT|BDAT 0|DATA|QUIT|<final dot>).*"));
            }
        }

        @Test
        void aServerThatForgetsBdatGetsTheMailOnceMoreAndOnce() throws IOException {
            chunkingWorks();
            try (var smtp = new ScriptedSmtp(offering(OFFER, SmtpSending.but("BDAT", "502 5.5.1 no more")));
                    var carrier = carrier(smtp)) {
                assertThat(carrier.carry(TO_ONE)).isInstanceOf(Outcome.Accepted.class);
                assertThat(smtp.heard()).containsOnlyOnce(LAST).containsOnlyOnce(ScriptedSmtp.FINAL_DOT);
            }
        }

        @Test
        void anOperatorCanSwitchItOff() throws IOException {
            chunking = new KnownServers(false).chunkingOf(new SmtpServer("relay.example", 587));
            try (var smtp = new ScriptedSmtp(offering(OFFER, ScriptedSmtp::willing));
                    var carrier = carrier(smtp)) {
                assertThat(carrier.carry(TO_ONE)).isInstanceOf(Outcome.Accepted.class);
                assertThat(smtp.heard()).noneMatch(said -> said.startsWith("BDAT"));
            }
        }

        private void chunkingWorks() throws IOException {
            try (var smtp = new ScriptedSmtp(offering(OFFER, ScriptedSmtp::willing));
                    var carrier = carrier(smtp)) {
                assertThat(carrier.carry(TO_ONE)).isInstanceOf(Outcome.Accepted.class);
            }
        }
    }

    @Nested
    class WithPipeliningAlone {
        @Test
        void mailRcptAndDataGoOutAtOnce() throws IOException {
            try (var smtp = new ScriptedSmtp(
                            offering("PIPELINING", silentUntil("DATA", "250 sender", "250 recipient", "354 go on")));
                    var carrier = carrier(smtp)) {
                assertThat(carrier.carry(TO_ONE)).isInstanceOf(Outcome.Accepted.class);
                assertThat(smtp.heard().subList(1, 5)).containsExactly(MAIL, RCPT, "DATA", ScriptedSmtp.FINAL_DOT);
            }
        }

        @Test
        void aRefusedRecipientMeansThatNothingIsHandedOver() throws IOException {
            try (var smtp = new ScriptedSmtp(offering(
                            "PIPELINING", silentUntil("DATA", "250 sender", "550 5.1.1 Nobody here", "354 go on")));
                    var carrier = carrier(smtp)) {
                assertThat(SmtpSending.codeOf(carrier.carry(TO_ONE), Outcome.Refused.class))
                        .isEqualTo("550 5.1.1");
                assertThat(smtp.heard()).doesNotContain(ScriptedSmtp.FINAL_DOT);
            }
        }
    }

    @Nested
    class WhatTheServerOffers {
        @Test
        void aMailThatIsTooLargeIsNotBegun() throws IOException {
            try (var smtp = new ScriptedSmtp(said -> said.startsWith("EHLO")
                            ? "250-relay.example\r\n250 SIZE 100"
                            : ScriptedSmtp.willing(said));
                    var carrier = carrier(smtp)) {
                assertThat(carrier.carry(TO_ONE)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.symptom().code()).isEqualTo("TOO_LARGE");
                    assertThat(refused.symptom().words()).contains(TO_ONE.size() + " bytes", "100 at most");
                });
                assertThat(smtp.heard()).noneMatch(said -> said.startsWith("MAIL"));
            }
        }
    }
}
