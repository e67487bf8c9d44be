package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.Configuration;
import org.signetmail.account.CredentialKind;
import org.signetmail.account.FederatedAssertion;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.Symptom;
import org.signetmail.check.Findings;
import org.signetmail.credential.CredentialInfo;
import org.signetmail.delivery.CredentialSwitch;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.CredentialStore;
import org.signetmail.signin.AdministratorsOnly;

/** The stored credentials, the next one, and what happened to them. */
@Named
@RequestScoped
@AdministratorsOnly
public class CredentialsPage {
    private static final List<Integer> LIVES = List.of(3, 6, 12, 24); // months

    @Inject
    CredentialStore store;

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
        say(credentialSwitch::testNext, "credentialPage.works");
    }

    /** Makes the next credential the current one, if it gives a token. */
    public void promote() {
        say(
                () -> credentialSwitch.promoteNext(currentUser.getName(), text("credentialPage.audit.promoted")),
                "credentialPage.promoted");
    }

    /** A trial of the next credential. */
    @FunctionalInterface
    private interface Trying {
        Optional<CredentialSwitch.Trial> run() throws SealBroken;
    }

    private void say(Trying trying, String passed) {
        try {
            Optional<CredentialSwitch.Trial> tried = trying.run();
            if (tried.isEmpty()) {
                refused(text("credentialPage.noneForSaved"));
            } else {
                tried.get().failure().ifPresentOrElse(this::explain, () -> done(text(passed)));
            }
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

    /** Whether there are saved settings that the next credential can be tested and promoted for. */
    public boolean isPromotable() {
        return state.next().isPresent() && state.current().isPresent();
    }

    /** The step of the rotation that comes next. */
    public int getStep() {
        return state.next().map(CredentialsPage::step).orElse(1);
    }

    private static int step(CredentialInfo next) {
        if (next.workedAt().isPresent()) {
            return 4;
        }
        return next.kind() == CredentialKind.CERTIFICATE ? 2 : 3;
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
        return state.timeline();
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
