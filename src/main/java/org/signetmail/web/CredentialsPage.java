package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.Configuration;
import org.signetmail.account.FederatedAssertion;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.Symptom;
import org.signetmail.check.Findings;
import org.signetmail.delivery.CredentialSwitch;
import org.signetmail.log.AuditNote.Kind;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.CredentialStore;
import org.signetmail.settings.SettingsStore;
import org.signetmail.signin.AdministratorsOnly;

/** The stored credentials, the next one, and what happened to them. */
@Named
@RequestScoped
@AdministratorsOnly
public class CredentialsPage {
    private static final Duration TIMELINE = Duration.ofDays(90);
    private static final int LONGEST_TIMELINE = 200;
    private static final List<Integer> LIVES = List.of(3, 6, 12, 24); // months

    @Inject
    CredentialStore store;

    @Inject
    SettingsStore settings;

    @Inject
    CredentialSwitch credentialSwitch;

    @Inject
    CredentialsState state;

    @Inject
    SavedState saved;

    @Inject
    CurrentUser currentUser;

    @Inject
    Findings findings;

    @Inject
    Clock clock;

    private final CredentialForm form = new CredentialForm();
    private String notice = "";
    private boolean failed;
    private List<ResultPanel> panels = List.of();

    /** Stores what was chosen and typed as the next credential. */
    public void add() {
        Optional<ApplicationRegistration> application = state.application();
        if (application.isEmpty()) {
            refused(text("credentialPage.noApplication"));
            return;
        }
        try {
            store.addNext(
                    form.credential(application.get(), clock),
                    application.get(),
                    form.expiresOn(),
                    form.promoteAt(),
                    currentUser.getName());
            done(text("credentialPage.added"));
        } catch (InvalidInput | SealBroken why) {
            refused(String.valueOf(why.getMessage()));
        }
    }

    /** Requests a token with the next credential. */
    public void test() {
        try {
            credentialSwitch.testNext().ifPresentOrElse(this::explain, () -> done(text("credentialPage.works")));
        } catch (SealBroken why) {
            refused(String.valueOf(why.getMessage()));
        }
        state.readAgain();
    }

    /** Makes the next credential the current one, if it gives a token. */
    public void promote() {
        try {
            credentialSwitch
                    .promoteNext(currentUser.getName(), text("credentialPage.audit.promoted"))
                    .ifPresentOrElse(this::explain, () -> done(text("credentialPage.promoted")));
        } catch (SealBroken why) {
            refused(String.valueOf(why.getMessage()));
        }
        state.readAgain();
    }

    /** Deletes the next credential. */
    public void drop() {
        store.dropNext(currentUser.getName());
        done(text("credentialPage.dropped"));
    }

    private void explain(Symptom why) {
        panels = List.of(ResultPanel.of(
                "bad",
                "bad",
                findings.explain(why, FindingContexts.of(saved.settings(), "", "")),
                Formats.when(clock.instant(), clock.instant())));
    }

    private void done(String what) {
        notice = what;
        state.readAgain();
    }

    private void refused(String why) {
        failed = true;
        notice = why;
    }

    public String getHelp() {
        return state.application()
                .map(application -> text(
                        "credentialPage.for",
                        application.client(),
                        application.tenant(),
                        application.cloud().label()))
                .orElseGet(() -> text("credentialPage.noApplication"));
    }

    public boolean isApplicationKnown() {
        return state.application().isPresent();
    }

    public List<CredentialRow> getRows() {
        return state.all().stream()
                .map(info -> CredentialRow.of(info, clock.instant()))
                .toList();
    }

    public boolean isNextThere() {
        return state.next().isPresent();
    }

    /** Whether the next credential is for the saved application and can be tested and promoted. */
    public boolean isPromotable() {
        return state.next().isPresent() && state.current().isPresent();
    }

    /** The steps of a rotation, with the one that comes next. */
    public int getStep() {
        if (state.next().isEmpty()) {
            return 1;
        }
        return state.next().get().workedAt().isPresent() ? 4 : 2;
    }

    public Map<String, String> getKinds() {
        var kinds = new LinkedHashMap<String, String>();
        for (CredentialForm.Kind kind : CredentialForm.Kind.values()) {
            if (kind != CredentialForm.Kind.FEDERATED
                    || FederatedAssertion.configured(Configuration.current()).isPresent()) {
                kinds.put(kind.name(), kind.label());
            }
        }
        return kinds;
    }

    public Map<String, String> getLives() {
        var lives = new LinkedHashMap<String, String>();
        LIVES.forEach(months -> lives.put(String.valueOf(months), text("credentialPage.months", months)));
        return lives;
    }

    public List<HistoryView.Line> getTimeline() {
        Instant since = clock.instant().minus(TIMELINE);
        return settings.audit(Set.of(Kind.CREDENTIAL), LONGEST_TIMELINE).stream()
                .filter(entry -> !entry.at().isBefore(since))
                .map(entry -> new HistoryView.Line(Formats.dayAndTime(entry.at()), entry.who(), entry.what()))
                .toList();
    }

    public CredentialForm getForm() {
        return form;
    }

    public String getNotice() {
        return notice;
    }

    public boolean isFailed() {
        return failed;
    }

    public List<ResultPanel> getPanels() {
        return panels;
    }
}
