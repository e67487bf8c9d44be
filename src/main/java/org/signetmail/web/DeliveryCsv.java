package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.signetmail.log.AuditNote;
import org.signetmail.outbox.OutboxLog;
import org.signetmail.outbox.OutboxLog.Filter;
import org.signetmail.outbox.OutboxLog.Position;
import org.signetmail.signin.AdministratorsOnly;

/** Writes the delivery log as CSV (RFC 4180), a page of it at a time. */
@RequestScoped
@AdministratorsOnly
class DeliveryCsv {
    private static final int BATCH = 500;

    /** A spreadsheet would take such a cell for a formula. */
    private static final String FORMULA = "=+-@\t\r";

    private static final List<String> COLUMNS = List.of(
            "number",
            "accepted",
            "state",
            "changed",
            "application",
            "lane",
            "mailbox",
            "to",
            "refused",
            "id",
            "serverId",
            "size",
            "attempts",
            "code",
            "words");

    @Inject
    OutboxLog log;

    @Inject
    Event<AuditNote> audit;

    /** @param who the administrator, for the audit trail */
    void write(Filter filter, String who, Appendable out) throws IOException {
        audit.fire(new AuditNote(who, text("deliveryPage.audit.exported")));
        line(COLUMNS.stream().map(name -> text("deliveryPage.csv." + name)).toList(), out);
        Optional<Position> from = Optional.empty();
        List<OutboxLog.Entry> entries;
        do {
            entries = log.older(filter, from, BATCH);
            for (OutboxLog.Entry entry : entries) {
                line(cells(entry), out);
                from = Optional.of(entry.position());
            }
        } while (entries.size() == BATCH);
    }

    private static List<String> cells(OutboxLog.Entry entry) {
        return List.of(
                Long.toString(entry.number()),
                entry.acceptedAt().toString(),
                DeliveryLine.word(entry.state()),
                entry.changedAt().toString(),
                entry.application(),
                entry.lane().name(),
                entry.mailbox(),
                entry.recipients().stream().map(OutboxLog.Recipient::address).collect(Collectors.joining(" ")),
                entry.recipients().stream()
                        .filter(to -> to.refused().isPresent())
                        .map(OutboxLog.Recipient::address)
                        .collect(Collectors.joining(" ")),
                entry.messageId(),
                entry.serverId().orElse(""),
                Integer.toString(entry.bytes()),
                Integer.toString(entry.attempts()),
                entry.why().map(OutboxLog.Why::code).orElse(""),
                entry.why().map(OutboxLog.Why::words).orElse(""));
    }

    private static void line(List<String> cells, Appendable out) throws IOException {
        out.append(cells.stream().map(DeliveryCsv::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    static String cell(String value) {
        String harmless = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        boolean quoted = harmless.chars().anyMatch(letter -> ",\"\r\n".indexOf(letter) >= 0);
        return quoted ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
