package org.signetmail.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.signetmail.settings.AuditEntry;
import org.signetmail.signin.AdministratorsOnly;

/** The latest changes from the audit trail, as the settings page shows them. */
@Named
@RequestScoped
@AdministratorsOnly
public class HistoryView {
    @Inject
    SavedState saved;

    @Inject
    FormState state;

    private final RenderedOnce<List<Line>> lines = new RenderedOnce<>(List.of());

    /** An entry of the audit trail. */
    public record Line(String when, String who, String what) {
        static Line of(AuditEntry entry) {
            return new Line(Formats.dayAndTime(entry.at()), entry.who(), entry.what());
        }
    }

    public List<Line> getLines() {
        return lines.get(state, () -> saved.changes().stream().map(Line::of).toList());
    }
}
