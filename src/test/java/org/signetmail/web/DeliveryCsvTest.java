package org.signetmail.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.outbox.LoggedMessages;
import org.signetmail.outbox.OutboxState;
import org.signetmail.settings.Storage;
import org.signetmail.signin.RecordedAudit;

/** The delivery log as a file for a spreadsheet. */
class DeliveryCsvTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "plain, plain",
                "=1+1, '=1+1",
                "+1, '+1",
                "-1, '-1",
                "@SUM(A1), '@SUM(A1)",
                "say \"no\", |\"say \"\"no\"\"\"|",
                "|a,b|, |\"a,b\"|",
                "|=a,b|, |\"'=a,b\"|",
                "a=b, a=b"
            })
    void noCellIsAFormulaAndNoneEndsEarly(String value, String cell) {
        assertThat(DeliveryCsv.cell(value)).isEqualTo(cell);
    }

    @Test
    void linesTabsAndReturnsStayInTheirCell() {
        assertThat(DeliveryCsv.cell("a\r\nb")).isEqualTo("\"a\r\nb\"");
        assertThat(DeliveryCsv.cell("\ta")).isEqualTo("'\ta");
        assertThat(DeliveryCsv.cell("\ra")).isEqualTo("\"'\ra\"");
        assertThat(DeliveryCsv.cell("")).isEmpty();
    }

    @Test
    @SuppressWarnings("UnnecessaryAssignment") // There is no container.
    void eachMessageOfTheFilterIsALine(@TempDir Path folder) throws Exception {
        try (var messages = LoggedMessages.open(Storage.H2_WITH_ECLIPSELINK, folder)) {
            messages.ended(OutboxState.DEAD);
            for (int index = 0; index < 501; index++) {
                messages.add("=cmd()", "notifications@contoso.example");
            }
            var csv = new DeliveryCsv();
            csv.log = messages.log;
            var audit = new RecordedAudit();
            csv.audit = audit;
            var all = new StringBuilder();

            csv.write(DeliveryFilter.of(Map.of()).filter(), "admin", all);

            List<String> lines = List.of(all.toString().split("\r\n"));
            assertThat(lines).hasSize(503).doesNotHaveDuplicates();
            assertThat(lines.get(0)).startsWith("Number,Accepted,State,");
            assertThat(lines.get(1))
                    .contains(",Waiting,", ",'=cmd(),", ",guest@partner.example other@partner.example,");
            assertThat(lines.get(502)).contains(",Dead,").endsWith(",550 5.7.708,Access denied");
            assertThat(audit.lines()).containsExactly("CHANGE admin: Exported the delivery log");

            var dead = new StringBuilder();
            csv.write(DeliveryFilter.of(Map.of("show", "dead")).filter(), "admin", dead);
            assertThat(dead.toString().split("\r\n")).hasSize(2);
        }
    }
}
