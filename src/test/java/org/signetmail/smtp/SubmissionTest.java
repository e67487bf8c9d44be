package org.signetmail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.letter.Outcome;

/** In how many round trips a mail goes out, and what is left of it when a server does not keep what it offered. */
@Timeout(30)
class SubmissionTest extends Submitting {
    @Nested
    class WithPipeliningAndChunking {
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
