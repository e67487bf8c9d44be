package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Map;
import org.signetmail.settings.MailSettings;
import org.signetmail.signin.AdministratorsOnly;

/** The settings page: its form, and the actions of its buttons. The views provide everything else that it shows. */
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
    TestRunner testRunner;

    @Inject
    CurrentUser currentUser;

    @Inject
    CurrentWorkspace currentWorkspace;

    private String askedUser = "";
    private String notice = "";

    @PostConstruct
    void open() {
        if (edited.isResumed()) {
            notice = text("save.resumed");
        }
    }

    /** Handles a typed or chosen value: keeps a draft, and shows errors. */
    public void changed() {
        Map<Field, String> errors = edited.errors();
        Map<Field, String> found = state.reading().errors();
        errors.keySet().retainAll(found.keySet());
        found.forEach((field, sentence) -> {
            if (!edited.form().isKeptBlank(field) || errors.containsKey(field)) {
                errors.put(field, sentence);
            }
        });
        edited.keepDraft();
        redrawSecret();
        if (edited.updateShownKind()) {
            PartialUpdates.credential();
        }
    }

    public void save() {
        save(false);
    }

    /** Saves a new secret after the question about its date, which may be the old one's. */
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
            notice = text("save.notYet", Field.needAttention(errors.keySet()));
            return;
        }
        if (!dateIsRight && edited.replacement().needsConfirmation(edited.form(), edited.base(), reading.change())) {
            PartialUpdates.dateQuestion();
            return;
        }
        FormSave.Result result = saving.save(currentUser.getName());
        errors.putAll(result.errors());
        notice = result.notice();
        if (result.saved()) {
            currentWorkspace
                    .workspace()
                    .credentials()
                    .filter(CredentialsTestRun::passed)
                    .ifPresent(testRunner::rememberIfSaved);
            takeSaved();
        } else {
            result.theirs().ifPresent(this::mergeWith);
        }
    }

    /** Restores the saved values. */
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
        edited.keepDraft();
        if (errors.isEmpty()) {
            FormState.Candidate candidate = state.candidate();
            errors.putAll(candidate.errors());
            notice = candidate.notice();
            candidate
                    .account()
                    .flatMap(account -> testRunner.begin(currentWorkspace.workspace(), account, currentUser.getName()))
                    .ifPresent(tooMany -> notice = tooMany);
        }
    }

    public void cancelTest() {
        currentWorkspace.workspace().credentials().ifPresent(CredentialsTestRun::cancel);
    }

    private void takeSaved() {
        saved.readAgain();
        SettingsForm typed = edited.form();
        edited.take(saved.settings());
        state.readAgain();
        currentWorkspace.workspace().clear();
        PartialUpdates.saved(typed, edited.form());
    }

    /**
     * Takes the values that another administrator saved for fields not edited here. Edited fields and a typed secret
     * stay.
     */
    private void mergeWith(MailSettings theirs) {
        saved.readAgain();
        PartialUpdates.fields(edited.rebaseOn(theirs));
        state.readAgain();
        edited.keepDraft();
        redrawSecret();
    }

    /** Takes a new version that was not made by a save of this page. Edited fields stay, and can be saved. */
    void takeSavedVersion() {
        saved.readAgain();
        mergeWith(saved.settings());
    }

    private void redrawSecret() {
        if (state.updateSecretField()) {
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

    /** The question about the expiry date before a new secret is saved. */
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
