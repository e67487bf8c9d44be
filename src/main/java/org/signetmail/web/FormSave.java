package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.RelayNotAllowed;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.EditConflict;
import org.signetmail.settings.MailSettings;
import org.signetmail.settings.SecretRequired;
import org.signetmail.settings.SettingsStore;

/** Saves the form, and turns the result into messages for the page. */
@RequestScoped
class FormSave {
    @Inject
    SettingsStore store;

    @Inject
    FormState state;

    @Inject
    TypedSecrets secrets;

    /** The result of a save. A form neither saved nor in conflict with {@code theirs} has an error or a notice. */
    record Result(boolean saved, Map<Field, String> errors, String notice, Optional<MailSettings> theirs) {
        static Result refused(Field field, String sentence) {
            return new Result(false, Map.of(field, sentence), text("save.notYet", sentence), Optional.empty());
        }

        static Result refused(String sentence) {
            return new Result(false, Map.of(), sentence, Optional.empty());
        }
    }

    Result save(String who) {
        try {
            store.save(state.reading().change(), who);
            secrets.forget();
            return new Result(true, Map.of(), "", Optional.empty());
        } catch (SecretRequired missing) {
            return Result.refused(state.secret(), missing.getMessage());
        } catch (RelayNotAllowed refused) {
            return Result.refused(Field.HOST, String.valueOf(refused.getMessage()));
        } catch (SealBroken | InvalidInput refused) {
            return Result.refused(text("save.refused", String.valueOf(refused.getMessage())));
        } catch (EditConflict another) {
            return new Result(false, Map.of(), conflict(another.theirs()), Optional.of(another.theirs()));
        }
    }

    private static String conflict(MailSettings theirs) {
        String who = String.valueOf(theirs.savedBy());
        return theirs.savedAt() == null
                ? text("save.conflict.undated", who)
                : text("save.conflict", who, Formats.dayAndTime(theirs.savedAt()));
    }
}
