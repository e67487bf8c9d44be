package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.signetmail.log.AuditNote.Kind;
import org.signetmail.settings.SettingsStore;
import org.signetmail.signin.AdministratorsOnly;

/** The audit trail, filtered by kind. */
@Named
@RequestScoped
@AdministratorsOnly
public class AuditPage {
    private static final int MAX_ENTRIES = 500;

    @Inject
    SettingsStore store;

    /**
     * A filter.
     *
     * @param name the value of the request parameter {@code show}
     */
    public record Choice(String name, Set<Kind> kinds) {
        public String label() {
            return text("audit.filter." + name);
        }
    }

    private static final List<Choice> CHOICES = List.of(
            new Choice("all", EnumSet.allOf(Kind.class)),
            new Choice("changes", EnumSet.of(Kind.CHANGE, Kind.CREDENTIAL)),
            new Choice("sign-ins", EnumSet.of(Kind.SIGN_IN)),
            new Choice("refused", EnumSet.of(Kind.REFUSAL)),
            new Choice("tests", EnumSet.of(Kind.TEST)));

    public List<Choice> getChoices() {
        return CHOICES;
    }

    public Choice getChosen() {
        String name = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .getOrDefault("show", "");
        return CHOICES.stream()
                .filter(choice -> choice.name().equals(name))
                .findFirst()
                .orElse(CHOICES.get(0));
    }

    /** The latest entries of the chosen kinds, newest first. */
    public List<HistoryView.Line> getLines() {
        return store.audit(getChosen().kinds(), MAX_ENTRIES).stream()
                .map(entry -> new HistoryView.Line(
                        Formats.day(entry.at()) + ", " + Formats.time(entry.at()), entry.who(), entry.what()))
                .toList();
    }

    public String getHelp() {
        return text("audit.help", MAX_ENTRIES);
    }
}
