package org.signetmail.web;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Map;
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
    EditedForm edited;

    @Inject
    FormState state;

    @Inject
    FormSave saving;

    @Inject
    TestRunner bench;

    @Inject
    CurrentUser currentUser;

    @Inject
    CurrentWorkspace mine;

    private String askedUser = "";
    private String notice = "";

    @PostConstruct
    void open() {
        if (edited.isResumed()) {
            notice = "What you typed before is still here, not saved yet. A secret is never kept: type it again.";
        }
    }

    /** Something was typed or chosen: it is kept, and what can't be right is pointed out. */
    public void changed() {
        Map<Field, String> errors = edited.errors();
        Map<Field, String> found = state.reading().errors();
        errors.keySet().retainAll(found.keySet());
        found.forEach((field, sentence) -> {
            if (!edited.form().isKeptBlank(field) || errors.containsKey(field)) {
                errors.put(field, sentence);
            }
        });
        edited.keepOnDesk();
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
        FormState.Reading reading = state.reading();
        Map<Field, String> errors = edited.errors();
        errors.clear();
        errors.putAll(reading.errors());
        if (!errors.isEmpty()) {
            notice = "Not saved yet: " + Field.needAttention(errors.keySet());
            return;
        }
        if (!dateIsRight && edited.replacement().asks(edited.form(), edited.base(), reading.change())) {
            PartialUpdates.dateQuestion();
            return;
        }
        FormSave.Answer answer = saving.save(currentUser.getName());
        errors.putAll(answer.errors());
        notice = answer.notice();
        if (answer.saved()) {
            mine.workspace().credentials().filter(CredentialsTestRun::passed).ifPresent(bench::rememberIfSaved);
            takeSaved();
        } else {
            answer.theirs().ifPresent(this::mergeWith);
        }
    }

    /** Puts back what is saved. */
    public void discard() {
        notice = "";
        takeSaved();
    }

    public void replaceSecret() {
        edited.replaceSecret();
        state.readAgain();
        redrawSecret();
    }

    public void keepSecret() {
        edited.keepSecret();
        state.readAgain();
        redrawSecret();
    }

    public void testCredentials() {
        Map<Field, String> errors = edited.errors();
        errors.clear();
        errors.putAll(state.reading().errors());
        errors.keySet().retainAll(Field.CREDENTIALS);
        edited.keepOnDesk();
        if (errors.isEmpty()) {
            FormState.Candidate candidate = state.candidate();
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

    private void takeSaved() {
        saved.readAgain();
        SettingsForm typed = edited.form();
        edited.take(saved.settings());
        state.readAgain();
        mine.workspace().clear();
        PartialUpdates.saved(typed, edited.form());
    }

    /** Takes what another saved where nothing was typed here. What is typed stays, a typed secret in its field too. */
    private void mergeWith(MailSettings theirs) {
        saved.readAgain();
        PartialUpdates.fields(edited.rebaseOn(theirs));
        state.readAgain();
        edited.keepOnDesk();
        redrawSecret();
    }

    /** What is saved got a new version by something else than a save: what is typed here stays, and can be saved. */
    void takeSavedVersion() {
        saved.readAgain();
        mergeWith(saved.settings());
    }

    private void redrawSecret() {
        if (state.movesSecretField()) {
            PartialUpdates.secret();
        }
    }

    public Map<String, String> getForm() {
        return edited.form().getValues();
    }

    public boolean isCustomServer() {
        return edited.customServer();
    }

    public void setCustomServer(boolean on) {
        edited.form().put(Field.CUSTOM_SERVER, on);
    }

    /** What is asked about the expiry date before a new secret is saved. */
    public String getDateQuestion() {
        return edited.replacement().question();
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
