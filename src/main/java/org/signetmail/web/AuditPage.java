package org.signetmail.web;

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

/** The whole audit trail, one kind at a time or all of them. */
@Named
@RequestScoped
@AdministratorsOnly
public class AuditPage {
    private static final int MOST = 500;

    @Inject
    SettingsStore store;

    /**
     * A choice of what is shown.
     *
     * @param name in the address
     */
    public record Choice(String name, String label, Set<Kind> kinds) {}

    private static final List<Choice> CHOICES = List.of(
            new Choice("all", "Everything", EnumSet.allOf(Kind.class)),
            new Choice("changes", "Changes", EnumSet.of(Kind.CHANGE)),
            new Choice("sign-ins", "Sign-ins and sessions", EnumSet.of(Kind.SIGN_IN)),
            new Choice("refused", "Refused", EnumSet.of(Kind.REFUSAL)),
            new Choice("tests", "Tests", EnumSet.of(Kind.TEST)));

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

    /** The newest entries of what is chosen, newest first. */
    public List<HistoryView.Line> getLines() {
        return store.audit(getChosen().kinds(), MOST).stream()
                .map(entry -> new HistoryView.Line(
                        Formats.day(entry.at()) + ", " + Formats.time(entry.at()), entry.who(), entry.what()))
                .toList();
    }

    public int getMost() {
        return MOST;
    }
}
