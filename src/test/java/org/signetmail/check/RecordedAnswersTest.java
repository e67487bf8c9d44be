package org.signetmail.check;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recorded replies of Entra, Microsoft Graph, Exchange Online and relays, read by the product, and their findings. */
class RecordedAnswersTest {
    private static final FindingTable TABLE =
            FindingTable.read(requireNonNull(FindingTable.class.getResourceAsStream("findings.json")));

    /** Rows without a recorded reply, with the reason. */
    private static final Map<String, Set<String>> WITHOUT_RECORDING = Map.of(
            "there is no answer: the connection was not made, broke off or was not trusted",
            Set.of(
                    "entra-name",
                    "entra-unreachable",
                    "entra-tls",
                    "entra-time-out",
                    "graph-name",
                    "graph-unreachable",
                    "graph-tls",
                    "graph-time-out",
                    "smtp-name",
                    "smtp-tls",
                    "smtp-time-out",
                    "relay-name",
                    "relay-not-allowed",
                    "relay-tls",
                    "relay-time-out"),
            "the peer is not asked: Signet itself stops the message or the test",
            Set.of(
                    "check-cancelled",
                    "check-broken",
                    "graph-no-utf8",
                    "smtp-no-utf8",
                    "smtp-no-8bit",
                    "signet-assertion-file",
                    "signet-unsendable",
                    "signet-hand-over-denied",
                    "signet-no-turn",
                    "signet-other"));

    /** Replies that are explained only by their class, with the reason. */
    private static final Map<String, Set<String>> BY_THEIR_CLASS = Map.of(
            "Signet makes no such assertion: the answer can't come, or its code is of another request",
            Set.of("AADSTS700021", "AADSTS5002723", "AADSTS5002738", "AADSTS50027"),
            "what it means for this sign-in or this mailbox is only inferred",
            Set.of(
                    "AADSTS700025",
                    "AADSTS501051",
                    "AADSTS5000224",
                    "AADSTS5000229",
                    "ErrorOrganizationAccessBlocked 400"),
            "it has no code: its status is all that it says",
            Set.of(
                    "invalid_client without a number",
                    "429 of Entra with nothing in it",
                    "407 in place of Entra",
                    "407 in place of Graph",
                    "413 of Graph as a page",
                    "429 of Graph with nothing in it",
                    "408 of Graph with nothing in it",
                    "507 of Graph with nothing in it",
                    "509 of Graph with nothing in it",
                    "405 in place of Graph",
                    "411 in place of Graph",
                    "415 in place of Graph",
                    "501 in place of Graph",
                    "UnknownError 403 without words",
                    "SMTP 535 Authentication failed",
                    "RELAY 535 Incorrect authentication data"),
            "its status says it: Microsoft documents no code for it",
            Set.of("UnsupportedMediaType 415"),
            "its status or its subject says it, whatever the rest of the code is",
            Set.of(
                    "SMTP 503 5.5.1 Bad sequence of commands [AM0PR01CA0101.eurprd01.p",
                    "SMTP 552 5.3.0 Message too large",
                    "RELAY 534-5.7.9 Application-specific password required. For more i",
                    "RELAY 504 5.7.4 Unrecognized authentication type",
                    "RELAY 530 5.7.0 Authentication required"),
            "nobody knows it yet: a code of tomorrow is told as what it is",
            Set.of(
                    "AADSTS7999999",
                    "AADSTS7999998",
                    "Unheard 418",
                    "SMTP 559 5.1.99 A code of tomorrow",
                    "SMTP 559 5.2.99 A code of tomorrow",
                    "SMTP 559 5.3.99 A code of tomorrow",
                    "SMTP 559 5.4.99 A code of tomorrow",
                    "SMTP 559 5.5.99 A code of tomorrow",
                    "SMTP 559 5.6.99 A code of tomorrow",
                    "SMTP 559 5.7.99 A code of tomorrow",
                    "SMTP 552 5.7.99 A code of tomorrow",
                    "SMTP 459 4.7.99 A code of tomorrow",
                    "SMTP 559 A code of tomorrow"));

    @TempDir
    static Path folder;

    private static AnswerReader answerReader;
    private static final Map<RecordedAnswer, AnswerReader.Reading> READ = new HashMap<>();

    @BeforeAll
    static void open() throws IOException, GeneralSecurityException {
        answerReader = new AnswerReader(folder);
    }

    @AfterAll
    static void close() throws IOException {
        answerReader.close();
    }

    static List<RecordedAnswer> answers() {
        return RecordedAnswer.all();
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everyReplyIsExplained(RecordedAnswer recordedAnswer) {
        AnswerReader.Reading reading = read(recordedAnswer);

        assertThat(reading.reason().id()).as(reading.symptom().toString()).isEqualTo(recordedAnswer.reason());
        if (recordedAnswer.isUnknown()) {
            assertThat(reading.shown().id()).isEqualTo(recordedAnswer.finding());
            assertThat(reading.shown().explanation())
                    .contains(entry(recordedAnswer.reason()).cause());
        }
    }

    @Test
    void everyRowHasARecordedReply() {
        var rows = new TreeSet<String>();
        TABLE.entries().forEach(entry -> rows.add(entry.id()));
        rows.removeAll(all(WITHOUT_RECORDING));
        var reached = new TreeSet<String>();
        answers().forEach(recordedAnswer -> reached.addAll(List.of(recordedAnswer.finding(), recordedAnswer.reason())));

        assertThat(reached).isEqualTo(rows);
    }

    @Test
    void onlyListedRepliesAreExplainedByTheirClass() {
        List<String> general = new ArrayList<>();
        for (RecordedAnswer recordedAnswer : answers()) {
            AnswerReader.Reading reading = read(recordedAnswer);
            Match best = entry(recordedAnswer.reason()).matches().stream()
                    .filter(match -> match.matches(reading.symptom(), reading.scene(), reading.known()))
                    .max(Comparator.comparingInt(Match::weight))
                    .orElseThrow();
            if (best.isGeneral()) {
                general.add(recordedAnswer.name());
            }
        }

        assertThat(general).containsExactlyInAnyOrderElementsOf(all(BY_THEIR_CLASS));
    }

    /** Retried are transient errors according to the finding, and replies that are not from Entra; nothing else. */
    @Test
    void transientErrorsOfEntraAreRetried() {
        Set<String> later =
                Set.of("entra-throttled", "entra-down", "token-loop", "entra-proxy", "entra-not-understood");
        for (RecordedAnswer recordedAnswer : answers()) {
            if (recordedAnswer.way().startsWith("ENTRA")) {
                assertThat(read(recordedAnswer).transientError())
                        .as(recordedAnswer.name())
                        .isEqualTo(later.contains(recordedAnswer.finding()));
            }
        }
    }

    private static AnswerReader.Reading read(RecordedAnswer recordedAnswer) {
        return READ.computeIfAbsent(recordedAnswer, answerReader::read);
    }

    private static FindingEntry entry(String id) {
        return TABLE.entries().stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> all(Map<String, Set<String>> named) {
        return named.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }
}
