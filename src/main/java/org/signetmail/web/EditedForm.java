package org.signetmail.web;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.CredentialKind;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.settings.MailSettings;

/** The form in one view of the page, and the saved form that the edit is based on. Holds no secret. */
@ViewScoped
class EditedForm implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    SavedState saved;

    @Inject
    CurrentWorkspace currentWorkspace;

    private SettingsForm form = new SettingsForm();
    private SettingsForm base = new SettingsForm();
    private long version;
    private boolean resumed;
    private SecretReplacement replacement = new SecretReplacement();
    private final EnumMap<Field, String> errors = new EnumMap<>(Field.class);

    private CredentialKind shownKind = CredentialKind.CLIENT_SECRET;

    /** Null until the page was rendered. */
    private @Nullable Boolean secretField;

    @PostConstruct
    void open() {
        take(saved.settings());
        currentWorkspace.workspace().draft().ifPresent(draft -> {
            form = draft.typed().copy();
            base = draft.base().copy();
            version = draft.version();
            resumed = true;
        });
        updateShownKind();
    }

    /** Sets every field to these settings. */
    void take(MailSettings settings) {
        form = SettingsForm.of(settings);
        base = form.copy();
        version = settings.version();
        replacement = new SecretReplacement();
        errors.clear();
        secretField = null;
        updateShownKind();
    }

    /**
     * Sets the fields that were not edited to these settings, which become the base of the edit.
     *
     * @return the fields whose values changed
     */
    Stream<Field> rebaseOn(MailSettings theirs) {
        SettingsForm typed = form;
        form = typed.rebased(base, SettingsForm.of(theirs));
        base = SettingsForm.of(theirs);
        version = theirs.version();
        return form.differencesFrom(typed);
    }

    void replaceSecret() {
        replacement.begin(form, base);
    }

    void keepSecret() {
        replacement.end(form, base);
        errors.keySet().removeAll(Field.SECRETS);
    }

    /** Keeps a draft of the form in the workspace, or clears it if nothing differs from the saved form. */
    void keepDraft() {
        SettingsForm kept = effective(false);
        if (kept.differencesFrom(base).findAny().isPresent()) {
            currentWorkspace.workspace().keep(new Workspace.Draft(kept.copy(), base, version));
        } else {
            currentWorkspace.workspace().clear();
        }
    }

    /** The form as it is read: with the stored expiry date as long as no new secret is typed. */
    SettingsForm effective(boolean secretTyped) {
        return replacement.effective(form, base, secretTyped);
    }

    SettingsForm form() {
        return form;
    }

    SettingsForm base() {
        return base;
    }

    /** The version of the saved settings that the edit is based on; 0 before the first save. */
    long version() {
        return version;
    }

    /** Whether the form began as a draft from an earlier view. */
    boolean isResumed() {
        return resumed;
    }

    SecretReplacement replacement() {
        return replacement;
    }

    AuthenticationType type() {
        return AuthenticationType.valueOf(form.get(Field.TYPE));
    }

    boolean customServer() {
        return form.customServer();
    }

    /** The error message of each field that has one, until the next change or press of a button. */
    Map<Field, String> errors() {
        return errors;
    }

    /** Takes the kind of credential on screen; true if it is another one than before. */
    boolean updateShownKind() {
        CredentialKind before = shownKind;
        shownKind = CredentialKind.valueOf(form.get(Field.CREDENTIAL));
        return shownKind != before;
    }

    /** Whether the page was rendered with a field for the secret; null before it was rendered. */
    @Nullable
    Boolean secretField() {
        return secretField;
    }

    void secretField(boolean rendered) {
        secretField = rendered;
    }
}
