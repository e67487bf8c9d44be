package org.signetmail.web;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.settings.MailSettings;
import org.signetmail.signin.AdministratorsOnly;

/** The settings page: what is typed on it, and what its buttons do. What it shows besides is said by the views. */
@Named
@ViewScoped
@AdministratorsOnly
public class SettingsPage implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    SavedState saved;

    @Inject
    FormState formState;

    @Inject
    TestRunner bench;

    @Inject
    CurrentUser currentUser;

    @Inject
    CurrentWorkspace mine;

    private SettingsForm form = new SettingsForm();
    private SettingsForm base = new SettingsForm();
    private long version;
    private SecretReplacement replacement = new SecretReplacement();
    private String askedUser = "";
    private String notice = "";
    private boolean secretTypable;
    private final EnumMap<Field, String> errors = new EnumMap<>(Field.class);

    @PostConstruct
    void open() {
        takeSaved();
        mine.workspace().draft().ifPresent(draft -> {
            form = draft.typed().copy();
            base = draft.base().copy();
            version = draft.version();
            secretTypable = formState.secretTypable(this);
            notice = "What you typed before is still here, not saved yet. A secret is never kept: type it again.";
        });
    }

    /** Something was typed or chosen: it is kept, and what can't be right is pointed out. */
    public void changed() {
        FormState.Reading reading = formState.read(form, version);
        reading.errors().keySet().removeIf(field -> form.isKeptBlank(field) && !errors.containsKey(field));
        takeErrors(reading);
        keepDraft();
        redrawSecret();
    }

    public void save() {
        save(false);
    }

    /** Saves a new secret with a date that may be the old one's, after that was asked. */
    public void saveAnyway() {
        save(true);
    }

    private void save(boolean dateIsRight) {
        notice = "";
        FormState.Reading reading = formState.read(meant(), version);
        takeErrors(reading);
        if (!errors.isEmpty()) {
            notice = "Not saved yet: " + Field.needAttention(errors.keySet());
            return;
        }
        if (!dateIsRight && replacement.asks(form, base, reading.change())) {
            PartialUpdates.dateQuestion();
            return;
        }
        FormState.Answer answer = formState.save(reading.change(), currentUser.getName());
        errors.putAll(answer.errors());
        notice = answer.notice();
        if (answer.saved()) {
            PartialUpdates.saved(takeSaved(), form);
            mine.workspace().clear();
            mine.workspace().credentials().filter(CredentialsTestRun::passed).ifPresent(bench::rememberIfSaved);
        } else {
            answer.theirs().ifPresent(this::mergeWith);
        }
    }

    /** Puts back what is saved. */
    public void discard() {
        PartialUpdates.saved(takeSaved(), form);
        notice = "";
        mine.workspace().clear();
    }

    public void replaceSecret() {
        replacement.begin(form, base);
        redrawSecret();
    }

    public void keepSecret() {
        replacement.end(form, base);
        redrawSecret();
        errors.keySet().removeAll(Field.SECRETS);
    }

    public void testCredentials() {
        FormState.Reading reading = formState.read(form, version);
        reading.errors().keySet().retainAll(Field.CREDENTIALS);
        takeErrors(reading);
        keepDraft();
        if (errors.isEmpty()) {
            FormState.Candidate candidate = formState.candidate(reading.change());
            errors.putAll(candidate.errors());
            notice = candidate.notice();
            candidate
                    .account()
                    .flatMap(account -> bench.begin(mine.workspace(), account, currentUser.getName()))
                    .ifPresent(tooMany -> notice = tooMany);
        }
    }

    public void cancelTest() {
        mine.workspace().credentials().ifPresent(CredentialsTestRun::cancel);
    }

    private SettingsForm takeSaved() {
        saved.readAgain();
        SettingsForm typed = form;
        form = SettingsForm.of(saved.settings());
        base = form.copy();
        version = saved.settings().version();
        replacement = new SecretReplacement();
        errors.clear();
        secretTypable = formState.secretTypable(this);
        return typed;
    }

    /** Takes what another saved where nothing was typed here. What is typed stays, a typed secret in its field too. */
    private void mergeWith(MailSettings theirs) {
        saved.readAgain();
        SettingsForm typed = form;
        form = typed.rebased(base, SettingsForm.of(theirs));
        base = SettingsForm.of(theirs);
        version = theirs.version();
        keepDraft();
        PartialUpdates.fields(form.differencesFrom(typed));
        redrawSecret();
    }

    /** What is saved got a new version by something else than a save: what is typed here stays, and can be saved. */
    void takeSavedVersion() {
        saved.readAgain();
        mergeWith(saved.settings());
    }

    private void redrawSecret() {
        boolean now = formState.secretTypable(this);
        if (now != secretTypable) {
            secretTypable = now;
            PartialUpdates.secret();
        }
    }

    private void keepDraft() {
        SettingsForm kept = replacement.meant(form, base, false);
        if (kept.differencesFrom(base).findAny().isPresent()) {
            mine.workspace().keep(new Workspace.Draft(kept.copy(), base, version));
        } else {
            mine.workspace().clear();
        }
    }

    private void takeErrors(FormState.Reading reading) {
        errors.clear();
        errors.putAll(reading.errors());
    }

    boolean typedSomething() {
        return meant().differencesFrom(base).findAny().isPresent();
    }

    /** What the form says of the settings. */
    SettingsForm meant() {
        return replacement.meant(form, base, type() == AuthenticationType.OAUTH2 && formState.secretTyped(this));
    }

    SettingsForm form() {
        return form;
    }

    SettingsForm base() {
        return base;
    }

    long version() {
        return version;
    }

    AuthenticationType type() {
        return AuthenticationType.valueOf(form.get(Field.TYPE));
    }

    Map<Field, String> errors() {
        return errors;
    }

    public Map<String, String> getForm() {
        return form.getValues();
    }

    public boolean isCustomServer() {
        return form.customServer();
    }

    public void setCustomServer(boolean on) {
        form.put(Field.CUSTOM_SERVER, on);
    }

    public boolean isReplacing() {
        return replacement.asked();
    }

    /** What is asked about the expiry date before a new secret is saved. */
    public String getDateQuestion() {
        return replacement.question();
    }

    public String getNotice() {
        return notice;
    }

    public String getAskedUser() {
        return askedUser;
    }

    public void setAskedUser(String typed) {
        askedUser = typed;
    }
}
