package org.signetmail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.Mailbox;
import org.signetmail.message.Outcome;
import org.signetmail.message.Outcome.RefusedRecipient;
import org.signetmail.message.RefusalScope;

/** How many round trips a submission takes, and what happens if a server does not support what it offers. */
@Timeout(30)
class SubmissionTest extends SubmissionFixture {
    @Nested
    class WithPipeliningAndChunking {
        @Test
        void theFirstMessageProbesBdatWithAnEmptyChunk() throws IOException {
            try (var smtp = new ScriptedSmtp(offering(OFFER, ScriptedSmtp::willing));
                    var client = client(smtp)) {
                assertThat(client.deliver(TO_ONE)).isInstanceOf(Outcome.Accepted.class);
                assertThat(smtp.heard().subList(1, 5))
                        .containsExactly(MAIL + " SIZE=" + TO_ONE.size(), RCPT, "BDAT 0", LAST);
                assertThat(smtp.taken()).containsExactly("", text(TO_ONE));
            }
        }

        @Test
        void everyFurtherMessageIsSentInOneWrite() throws IOException {
            recordBdatWorking();
            try (var smtp = new ScriptedSmtp(offering(
                            OFFER, silentUntil("BDAT", "250 sender", "250 recipient", "250 2.0.0 queued as 4711")));
                    var client = client(smtp)) {
                for (int mail = 1; mail <= 3; mail++) {
                    assertThat(client.deliver(TO_ONE))
                            .isInstanceOfSatisfying(
                                    Outcome.Accepted.class,
                                    accepted -> assertThat(accepted.reply()).isEqualTo("250 2.0.0 queued as 4711"));
                }
                assertThat(smtp.taken()).hasSize(3).containsOnly(text(TO_ONE));
                assertThat(smtp.heard()).containsOnlyOnce("EHLO contoso.example");
            }
        }

        @Test
        void theContentFollowsOnceAllRecipientsAreAccepted() throws IOException {
            recordBdatWorking();
            try (var smtp = new ScriptedSmtp(offering(OFFER, ScriptedSmtp::willing));
                    var client = client(smtp)) {
                assertThat(client.deliver(TO_TWO)).isInstanceOf(Outcome.Accepted.class);
                assertThat(smtp.taken()).containsExactly(text(TO_TWO));
            }
            try (var smtp = new ScriptedSmtp(
                            offering(OFFER, SmtpSending.overriding("RCPT TO:<second", "550 5.1.1 Nobody here")));
                    var client = client(smtp)) {
                assertThat(SmtpSending.codeOf(client.deliver(TO_TWO), Outcome.Refused.class))
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
            recordBdatWorking();
            try (var smtp = new ScriptedSmtp(offering(OFFER, silentUntil("BDAT", mail, rcpt, bdat)));
                    var client = client(smtp)) {
                assertThat(SmtpSending.codeOf(client.deliver(TO_ONE), Outcome.Refused.class))
                        .isEqualTo(code);
                assertThat(smtp.taken()).hasSize(1);
            }
        }

        @Test
        void aConnectionClosedAfterARefusalIsRefused() throws IOException {
            recordBdatWorking();
            try (var smtp = new ScriptedSmtp(offering(
                            OFFER,
                            said -> said.startsWith("BDAT")
                                    ? ScriptedSmtp.HANG_UP
                                    : SmtpSending.overriding("RCPT", "421 4.3.2 closing")
                                            .apply(said)));
                    var client = client(smtp)) {
                assertThat(SmtpSending.codeOf(client.deliver(TO_ONE), Outcome.Refused.class))
                        .isEqualTo("421 4.3.2");
            }
        }

        @ParameterizedTest
        @CsvSource({"<hang up>, NET_UNREACHABLE", "<silence>, NET_TIME_OUT", "mumble, NET_NOT_UNDERSTOOD"})
        void withoutAReplyToTheContentItIsUnknown(String answer, String code) throws IOException {
            recordBdatWorking();
            try (var smtp = new ScriptedSmtp(offering(OFFER, SmtpSending.overriding("BDAT", answer)));
                    var client = client(smtp)) {
                assertThat(SmtpSending.codeOf(client.deliver(TO_ONE), Outcome.Unknown.class))
                        .isEqualTo(code);
                assertThat(smtp.taken()).hasSize(1);
            }
        }
    }

    @Nested
    class WithPipeliningAlone {
        @Test
        void mailRcptAndDataAreSentInOneWrite() throws IOException {
            try (var smtp = new ScriptedSmtp(
                            offering("PIPELINING", silentUntil("DATA", "250 sender", "250 recipient", "354 go on")));
                    var client = client(smtp)) {
                assertThat(client.deliver(TO_ONE)).isInstanceOf(Outcome.Accepted.class);
                assertThat(smtp.heard().subList(1, 5)).containsExactly(MAIL, RCPT, "DATA", ScriptedSmtp.FINAL_DOT);
            }
        }

        @Test
        void nothingIsHandedOverAfterARefusedRecipient() throws IOException {
            try (var smtp = new ScriptedSmtp(offering(
                            "PIPELINING", silentUntil("DATA", "250 sender", "550 5.1.1 Nobody here", "354 go on")));
                    var client = client(smtp)) {
                assertThat(SmtpSending.codeOf(client.deliver(TO_ONE), Outcome.Refused.class))
                        .isEqualTo("550 5.1.1");
                assertThat(smtp.heard()).doesNotContain(ScriptedSmtp.FINAL_DOT);
            }
        }
    }

    @Nested
    class RefusedRecipients {
        private static final String SECOND_RCPT = "RCPT TO:<second";

        private static Function<String, String> refusing(String... numbers) {
            return said -> List.of(numbers).stream().anyMatch(said::startsWith)
                    ? "550 5.1.1 Nobody here"
                    : ScriptedSmtp.willing(said);
        }

        @ParameterizedTest
        @ValueSource(strings = {"PIPELINING CHUNKING SIZE", "PIPELINING", "SIZE"})
        void areAllListedWhateverTheServerOffers(String offer) throws IOException {
            try (var smtp = new ScriptedSmtp(offering(offer, refusing("RCPT TO:<first", "RCPT TO:<third")));
                    var client = client(smtp)) {
                Outcome outcome = client.deliver(message("text", FIRST, SECOND, new Mailbox("third@partner.example")));

                assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.scope()).isEqualTo(RefusalScope.RECIPIENT);
                    assertThat(refused.recipients())
                            .containsExactly(
                                    new RefusedRecipient("first@partner.example", "550 5.1.1 Nobody here"),
                                    new RefusedRecipient("third@partner.example", "550 5.1.1 Nobody here"));
                });
                assertThat(smtp.heard()).doesNotContain(ScriptedSmtp.FINAL_DOT);
                assertThat(smtp.taken()).isEmpty();
            }
        }

        /** After a refused sender, every RCPT is a bad sequence of commands. */
        @ParameterizedTest
        @ValueSource(strings = {"PIPELINING CHUNKING SIZE", "PIPELINING", "SIZE"})
        void areNoneIfTheSenderIsRefused(String offer) throws IOException {
            try (var smtp = new ScriptedSmtp(offering(
                            offer,
                            said -> said.startsWith("MAIL")
                                    ? "550 5.7.60 Not as this sender"
                                    : SmtpSending.overriding("RCPT", "550 5.5.1 MAIL first")
                                            .apply(said)));
                    var client = client(smtp)) {
                assertThat(client.deliver(TO_TWO)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.scope()).isEqualTo(RefusalScope.MAILBOX);
                    assertThat(refused.recipients()).isEmpty();
                });
            }
        }

        @Test
        void areListedBesideAServerError() throws IOException {
            try (var smtp = new ScriptedSmtp(offering(
                            "PIPELINING",
                            said -> said.startsWith(SECOND_RCPT)
                                    ? "550 5.1.1 Nobody here"
                                    : SmtpSending.overriding("RCPT", "451 4.7.0 Temporary server error")
                                            .apply(said)));
                    var client = client(smtp)) {
                assertThat(client.deliver(TO_TWO)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.scope()).isEqualTo(RefusalScope.ACCOUNT);
                    assertThat(refused.recipients())
                            .extracting(RefusedRecipient::address)
                            .containsExactly(SECOND.address());
                });
            }
        }

        /** For example from a server that is one reply out of step. */
        @ParameterizedTest
        @ValueSource(strings = {"PIPELINING", "SIZE"})
        void noContentIsSentIfDataIsNotAccepted(String offer) throws IOException {
            try (var smtp = new ScriptedSmtp(offering(offer, SmtpSending.overriding("DATA", "250 2.0.0 OK")));
                    var client = client(smtp)) {
                assertThat(client.deliver(TO_ONE)).isInstanceOf(Outcome.Refused.class);
                assertThat(smtp.heard()).doesNotContain(ScriptedSmtp.FINAL_DOT);
            }
        }

        @Test
        void includeTheOnlyOneIfTheContentIsRefused() throws IOException {
            try (var smtp = new ScriptedSmtp(
                            offering("PIPELINING", SmtpSending.overriding(ScriptedSmtp.FINAL_DOT, "552 5.2.2 Full")));
                    var client = client(smtp)) {
                assertThat(client.deliver(TO_ONE)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.scope()).isEqualTo(RefusalScope.RECIPIENT);
                    assertThat(refused.recipients()).hasSize(1);
                });
                assertThat(client.deliver(TO_TWO))
                        .isInstanceOfSatisfying(
                                Outcome.Refused.class,
                                refused -> assertThat(refused.recipients()).isEmpty());
            }
        }
    }

    @Nested
    class WhatTheServerOffers {
        @Test
        void aMessageThatIsTooLargeIsNotStarted() throws IOException {
            try (var smtp = new ScriptedSmtp(said -> said.startsWith("EHLO")
                            ? "250-relay.example\r\n250 SIZE 100"
                            : ScriptedSmtp.willing(said));
                    var client = client(smtp)) {
                assertThat(client.deliver(TO_ONE)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.symptom().code()).isEqualTo("TOO_LARGE");
                    assertThat(refused.symptom().words()).contains(TO_ONE.size() + " bytes", "100 at most");
                    assertThat(refused.scope()).isEqualTo(RefusalScope.MESSAGE);
                });
                assertThat(smtp.heard()).noneMatch(said -> said.startsWith("MAIL"));
            }
        }
    }
}
