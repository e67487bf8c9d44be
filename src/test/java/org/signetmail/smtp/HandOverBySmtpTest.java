package org.signetmail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.message.HandOver;
import org.signetmail.message.HandOverDenied;
import org.signetmail.message.Outcome;
import org.signetmail.message.RefusalScope;
import org.signetmail.message.RenderedMessage;

/** A message is recorded right before the server may have it, and is never sent without the record. */
@Timeout(30)
class HandOverBySmtpTest extends SubmissionFixture {
    private static final String CONTENT = "canary content";
    private static final HandOver DENIED = () -> {
        throw new HandOverDenied("Another node has it.", null);
    };

    private static RenderedMessage mail(int lines, int recipients) {
        String text = (CONTENT + "\n").repeat(lines);
        return recipients == 1 ? message(text, FIRST) : message(text, FIRST, SECOND);
    }

    private ScriptedSmtp willing(String extensions) throws Exception {
        if (extensions.equals(OFFER)) {
            recordBdatWorking();
        }
        return new ScriptedSmtp(offering(
                extensions.replace(" unproven", ""),
                said -> said.startsWith("BDAT 0") ? "250 empty" : ScriptedSmtp.willing(said)));
    }

    private static void assertDenied(Outcome outcome, String words) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.symptom().peer()).isEqualTo(Peer.SIGNET);
            assertThat(refused.symptom().code()).isEqualTo(Symptom.HAND_OVER_DENIED);
            assertThat(refused.symptom().status()).isZero();
            assertThat(refused.symptom().words()).contains(words);
            assertThat(refused.scope()).isEqualTo(RefusalScope.MESSAGE);
            assertThat(refused.recipients()).isEmpty();
        });
    }

    /** DATA, DATA pipelined, BDAT probed before, BDAT in one write; one or two recipients; in one write and streamed. */
    @ParameterizedTest
    @CsvSource({
        "SIZE, 1, 1",
        "SIZE, 10000, 2",
        "PIPELINING, 1, 2",
        "PIPELINING, 10000, 1",
        "PIPELINING CHUNKING SIZE unproven, 1, 1",
        "PIPELINING CHUNKING SIZE unproven, 10000, 1",
        "PIPELINING CHUNKING SIZE, 1, 2",
        "PIPELINING CHUNKING SIZE, 1, 1",
        "PIPELINING CHUNKING SIZE, 10000, 1"
    })
    void aDeniedMessageNeverReachesTheServer(String extensions, int lines, int recipients) throws Exception {
        RenderedMessage mail = mail(lines, recipients);
        try (var smtp = willing(extensions);
                var client = client(smtp)) {
            assertDenied(client.deliver(mail, DENIED), "Another node has it.");
            smtp.ended.acquire();
            assertDenied(
                    client.deliver(mail, () -> {
                        throw new IllegalStateException("canary of the database");
                    }),
                    "could not record");
            smtp.ended.acquire();

            assertThat(smtp.everything()).doesNotContain(CONTENT);
            assertThat(smtp.heard()).doesNotContain(ScriptedSmtp.FINAL_DOT);

            var recorded = new AtomicInteger();
            assertThat(client.deliver(mail, () -> {
                        assertThat(smtp.everything()).doesNotContain(CONTENT);
                        recorded.incrementAndGet();
                    }))
                    .isInstanceOf(Outcome.Accepted.class);
            assertThat(recorded).hasValue(1);
            assertThat(smtp.everything()).contains(CONTENT);
        }
    }

    /** Sent again by DATA, and recorded again. */
    @Test
    void withoutBdatEachHandOverIsRecorded() throws Exception {
        for (int allowed = 1; allowed <= 2; allowed++) {
            bdatSupport = new BdatSupport(true);
            recordBdatWorking();
            int limit = allowed;
            var recorded = new AtomicInteger();
            try (var smtp = new ScriptedSmtp(offering(OFFER, SmtpSending.overriding("BDAT", "500 5.5.1 what")))
                            .withoutChunks();
                    var client = client(smtp)) {
                Outcome outcome = client.deliver(TO_ONE, () -> {
                    if (recorded.incrementAndGet() > limit) {
                        throw new HandOverDenied("Once only.", null);
                    }
                });
                assertThat(recorded).hasValue(2);
                if (limit == 1) {
                    assertDenied(outcome, "Once only.");
                    smtp.ended.acquire();
                    smtp.ended.acquire();
                }
                assertThat(smtp.heard().contains(ScriptedSmtp.FINAL_DOT)).isEqualTo(limit == 2);
            }
        }
    }

    @Test
    void aRefusedMessageIsNotRecorded() throws Exception {
        try (var smtp = new ScriptedSmtp(SmtpSending.overriding("RCPT TO:<second", "550 5.1.1 Nobody here"));
                var client = client(smtp)) {
            assertThat(SmtpSending.codeOf(
                            client.deliver(message("t", FIRST, new Mailbox("second@partner.example")), () -> {
                                throw new AssertionError("recorded");
                            }),
                            Outcome.Refused.class))
                    .isEqualTo("550 5.1.1");
        }
    }

    /** The server still waits, so that the time of a slow database is not its. */
    @ParameterizedTest
    @CsvSource({"SIZE", "PIPELINING CHUNKING SIZE"})
    void theTimeOfTheRecordDoesNotCount(String extensions) throws Exception {
        var timeout = Duration.ofSeconds(1);
        try (var smtp = willing(extensions);
                var client = client(smtp, timeout)) {
            long began = System.nanoTime();
            assertThat(client.deliver(TO_ONE, () -> {
                        while (System.nanoTime() - began < timeout.toNanos() * 2) {
                            client.abortOverdue();
                        }
                    }))
                    .isInstanceOf(Outcome.Accepted.class);
        }
    }
}
