package org.signetmail.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingTableTest {
    private static final String CATCH_ALL = """
            {"id": "%s-other", "match": {"peer": "%s"}, "headline": "No", "explanation": "No", "who": "You",
             "steps": ["Look"], "source": ["RFC 5321"]}\
            """;

    @Test
    void theShippedTableHasNoFaults() {
        var table = FindingTable.read(FindingTable.class.getResourceAsStream("findings.json"));

        assertThat(new FindingTableRules(table).faults()).isEmpty();
        assertThat(table.entries()).hasSizeGreaterThan(90);
    }

    @Test
    void everySentenceEndsWithAFullStop() {
        for (FindingEntry entry : FindingTable.read(FindingTable.class.getResourceAsStream("findings.json"))
                .entries()) {
            assertThat(entry.explanation()).as(entry.id()).matches("(?s).*\\.( \\{cause})?");
            assertThat(entry.cause()).as(entry.id()).matches("(.*\\.)?");
            assertThat(entry.who()).as(entry.id()).endsWith(".");
            assertThat(entry.steps()).as(entry.id()).allMatch(step -> step.endsWith(".") || step.endsWith("```"));
            assertThat(entry.headline()).as(entry.id()).doesNotEndWith(".");
        }
    }

    @Test
    void noTextSaysSentOrDelivered() {
        for (FindingEntry entry : FindingTable.read(FindingTable.class.getResourceAsStream("findings.json"))
                .entries()) {
            assertThat(entry.explanation().toLowerCase(Locale.ROOT))
                    .as(entry.id())
                    .doesNotContain(
                            "mail was sent",
                            "mail was delivered",
                            "message was sent",
                            "message was delivered",
                            "nothing was sent");
        }
    }

    @Test
    void theTextsAvoidUnusualWords() {
        Pattern foreign = Pattern.compile(
                "\\b(whoever|whom|nobody|anew|mend|mends|mended|mails|slips?|swallows?|mostly)\\b|just now|most often"
                        + "|has trouble|stays so|the Java that|worth nothing",
                Pattern.CASE_INSENSITIVE);
        for (FindingEntry entry : FindingTable.read(FindingTable.class.getResourceAsStream("findings.json"))
                .entries()) {
            String all = String.join(
                    "\n",
                    entry.headline(),
                    entry.explanation(),
                    entry.cause(),
                    entry.who(),
                    String.join("\n", entry.steps()));
            assertThat(foreign.matcher(all).results().map(MatchResult::group))
                    .as(entry.id())
                    .isEmpty();
        }
    }

    /** A table with a matter of style is used all the same: no sentence of it can stop a start or hide an explanation. */
    @Test
    void aTableThatBreaksARuleIsReadAllTheSame() {
        String exclaiming = "{\"phrases\": {}, \"findings\": [%s]}"
                .formatted(CATCH_ALL
                        .formatted("smtp", "SMTP")
                        .replace("\"explanation\": \"No\"", "\"explanation\": \"No!\""));

        var table = FindingTable.read(new ByteArrayInputStream(exclaiming.getBytes(StandardCharsets.UTF_8)));

        assertThat(table.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.explanation()).isEqualTo("No!"));
    }

    @Nested
    class EachRuleThatATableBreaksIsNamed {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                '"id": "x", "match": {"peer": "SMTP", "code": "1"}, "headline": "H", "explanation": "{nobody}", "who": "W", "steps": ["S"]' | unknown placeholder {nobody}
                '"id": "x", "match": {"peer": "SMTP", "code": "1"}, "headline": "H", "explanation": "E", "who": "W", "steps": ["S\\n```\\n{said}\\n```"]' | unknown placeholder {said}
                '"id": "x", "match": {"peer": "SMTP", "code": "1"}, "headline": "H", "explanation": "E", "who": "W", "steps": ["S\\n```\\n{client}"]' | fence that is not closed
                '"id": "x", "match": {"peer": "SMTP", "code": "1"}, "headline": "H", "explanation": "E", "who": "W", "steps": ["run `{mailbox}`"]' | code outside of a fence
                '"id": "x", "match": {"peer": "SMTP", "code": "1"}, "headline": "H", "explanation": "E", "who": "W", "steps": []' | lacks
                '"id": "x", "match": {"peer": "SMTP", "code": "1"}, "headline": "H", "explanation": "E", "steps": ["S"]' | lacks
                '"id": "x", "match": {"peer": "SMTP", "code": "1"}, "headline": "{host} H", "explanation": "E", "who": "W", "steps": ["S"]' | plain words
                '"id": "x", "match": {"peer": "SMTP", "code": "1"}, "headline": "H", "explanation": "Oh no!", "who": "W", "steps": ["S"]' | exclaims
                '"id": "x", "match": {"peer": "SMTP", "code": "1"}, "headline": "H", "explanation": "E", "who": "W", "steps": ["S"], "field": "shoeSize"' | unknown field
                '"id": "x", "match": {"peer": "SMTP", "code": "1"}, "headline": "H", "explanation": "E", "who": "W", "steps": ["[a]({link:credentials})"]' | without naming the list
                '"id": "x", "match": {"peer": "SMTP"}, "headline": "H", "explanation": "E", "who": "W", "steps": ["S"]' | never reached
                '"id": "smtp-other", "match": {"peer": "SMTP", "code": "1"}, "headline": "H", "explanation": "E", "who": "W", "steps": ["S"]' | exists twice
                '"id": "x", "match": {"peer": "SMTP", "code": "1"}, "headline": "H", "explanation": "E", "who": "W", "steps": ["S"]' | names no source
                '"id": "x", "match": {"peer": "SMTP", "code": "1"}, "headline": "H", "explanation": "E", "who": "W", "steps": ["S"], "source": ["somebody"]' | no known kind: somebody
                '"id": "x", "match": {"peer": "SMTP", "code": "1"}, "headline": "H", "explanation": "E", "cause": "{nobody}", "who": "W", "steps": ["S"]' | unknown placeholder {nobody}
                """)
        void inTheFormOfASentence(String entry, String fault) {
            assertThat(new FindingTableRules(table(entry)).faults())
                    .anySatisfy(broken -> assertThat(broken).contains(fault));
        }

        /** A misspelt member would otherwise go unseen: the row would lack what it was meant to say. */
        @Test
        void exceptAnUnknownMemberWhichIsNotEvenRead() {
            assertThatThrownBy(() -> table("\"id\": \"x\", \"match\": {\"peer\": \"SMTP\", \"colour\": \"1\"}"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("unknown member colour");
        }

        private static FindingTable table(String entry) {
            String json = "{\"phrases\": {}, \"findings\": [%s, %s, %s, {%s}]}"
                    .formatted(other("ENTRA"), other("GRAPH"), other("SMTP"), entry);
            return FindingTable.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
        }

        private static String other(String peer) {
            return CATCH_ALL.formatted(peer.toLowerCase(Locale.ROOT), peer);
        }
    }
}
