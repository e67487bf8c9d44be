package org.signetmail.web;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.settings.MailSettings;

/** The form in one view of the page, and the saved form that it was typed over. Holds no secret. */
@ViewScoped
class EditedForm implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    SavedState saved;

    @Inject
    CurrentWorkspace mine;

    private SettingsForm form = new SettingsForm();
    private SettingsForm base = new SettingsForm();
    private long version;
    private boolean resumed;
    private SecretReplacement replacement = new SecretReplacement();
    private final EnumMap<Field, String> errors = new EnumMap<>(Field.class);

    /** Null until it was drawn. */
    private @Nullable Boolean secretField;

    @PostConstruct
    void open() {
        take(saved.settings());
        mine.workspace().draft().ifPresent(draft -> {
            form = draft.typed().copy();
            base = draft.base().copy();
            version = draft.version();
            resumed = true;
        });
    }

    /** Puts these settings into every field. */
    void take(MailSettings settings) {
        form = SettingsForm.of(settings);
        base = form.copy();
        version = settings.version();
        replacement = new SecretReplacement();
        errors.clear();
        secretField = null;
    }

    /**
     * Puts these settings into the fields in which nothing was typed.
     *
     * @return the fields that show something else now
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

    /** Keeps on the desk what was typed, or clears it where that is what is saved. */
    void keepOnDesk() {
        SettingsForm kept = meant(false);
        if (kept.differencesFrom(base).findAny().isPresent()) {
            mine.workspace().keep(new Workspace.Draft(kept.copy(), base, version));
        } else {
            mine.workspace().clear();
        }
    }

    /** What the form says of the settings. */
    SettingsForm meant(boolean secretTyped) {
        return replacement.meant(form, base, secretTyped);
    }

    SettingsForm form() {
        return form;
    }

    SettingsForm base() {
        return base;
    }

    /** Of the saved settings that the form was typed over; 0 before the first save. */
    long version() {
        return version;
    }

    /** Whether it was found on the desk, typed in an earlier view. */
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

    /** A sentence for each field that the page points out, until the next change or press of a button. */
    Map<Field, String> errors() {
        return errors;
    }

    /** Whether the page was drawn with a field for the secret; null before it was drawn. */
    @Nullable
    Boolean secretField() {
        return secretField;
    }

    void secretField(boolean drawn) {
        secretField = drawn;
    }
}
