package org.signetmail.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Clouds;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.MailAccount;
import org.signetmail.account.RelayNotAllowed;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.settings.EditConflict;
import org.signetmail.settings.MailSettings;
import org.signetmail.settings.NotConfigured;
import org.signetmail.settings.SecretInfo;
import org.signetmail.settings.SecretRequired;
import org.signetmail.settings.SettingsChange;
import org.signetmail.settings.SettingsStore;

/** Takes the form from the page to the settings, and brings back the answer in the page's words. */
@RequestScoped
class FormState {
    @Inject
    SettingsStore store;

    @Inject
    SavedState saved;

    @Inject
    Clouds clouds;

    @Inject
    TypedSecrets secrets;

    /** The form as a change, whole only where there are no errors; the map of errors is the caller's to thin out. */
    record Reading(SettingsChange change, Map<Field, String> errors) {}

    /** How a save ended. What is neither saved nor in conflict with {@code theirs} has an error or a notice. */
    record Answer(boolean saved, Map<Field, String> errors, String notice, Optional<MailSettings> theirs) {
        static Answer refused(Field field, String sentence) {
            return new Answer(false, Map.of(field, sentence), "Not saved yet: " + sentence, Optional.empty());
        }

        static Answer refused(String sentence) {
            return new Answer(false, Map.of(), sentence, Optional.empty());
        }
    }

    /** The account on screen, or why there is none. */
    record Candidate(Optional<MailAccount> account, Map<Field, String> errors, String notice) {}

    Reading read(SettingsForm form, long version) {
        var reading = new FormParser(form, saved.settings(), clouds, secrets);
        SettingsChange change = reading.change(version);
        return new Reading(change, reading.errors());
    }

    Answer save(SettingsChange change, String who) {
        try {
            store.save(change, who);
            saved.readAgain();
            secrets.forget();
            return new Answer(true, Map.of(), "", Optional.empty());
        } catch (SecretRequired missing) {
            return Answer.refused(secretField(change), missing.getMessage());
        } catch (RelayNotAllowed refused) {
            return Answer.refused(Field.HOST, String.valueOf(refused.getMessage()));
        } catch (SealBroken | InvalidInput refused) {
            return Answer.refused("Not saved: " + refused.getMessage());
        } catch (EditConflict another) {
            MailSettings theirs = another.theirs();
            String when =
                    theirs.savedAt() == null ? "meanwhile" : "on " + Formats.dayAndTime(theirs.savedAt()) + " UTC";
            return new Answer(
                    false,
                    Map.of(),
                    "Not saved: " + theirs.savedBy() + " saved other settings " + when
                            + ", after you had opened this page. Nothing was overwritten, and nothing that you typed is"
                            + " lost: every field that differs from what is saved is marked below. Save again to save"
                            + " what is on screen, or Discard to take what is saved.",
                    Optional.of(theirs));
        }
    }

    Candidate candidate(SettingsChange change) {
        try {
            return new Candidate(Optional.of(store.candidate(change)), Map.of(), "");
        } catch (SecretRequired missing) {
            return new Candidate(Optional.empty(), Map.of(secretField(change), missing.getMessage()), "");
        } catch (NotConfigured incomplete) {
            return new Candidate(Optional.empty(), Map.of(), "Not tested: " + incomplete.getMessage());
        } catch (SealBroken | InvalidInput refused) {
            return new Candidate(Optional.empty(), Map.of(), "Not tested: " + refused.getMessage());
        }
    }

    /** Whether a secret is typed, or one is stored for exactly the destination on screen. */
    boolean secretAtHand(SettingsPage page) {
        return !typedSecret(page).isEmpty() || storedForScreen(page).isPresent();
    }

    /** Whether a secret was typed in the field that the page shows now. */
    boolean secretTyped(SettingsPage page) {
        return page.isCustomServer() && !typedSecret(page).isEmpty();
    }

    /** Whether what is typed as client secret looks like the other column of Entra's list. */
    boolean secretIdTyped(SettingsPage page) {
        return page.type() == AuthenticationType.OAUTH2
                && read(page.form(), page.version())
                        .change()
                        .clientSecret()
                        .filter(ClientSecret::looksLikeSecretId)
                        .isPresent();
    }

    /** The stored secret, if it was saved for exactly the destination on screen. */
    Optional<SecretInfo> storedForScreen(SettingsPage page) {
        Reading reading = read(page.form(), page.version());
        MailSettings wanted = reading.change().wanted();
        MailSettings now = saved.settings();
        return switch (page.type()) {
            case NONE -> Optional.empty();
            case OAUTH2 ->
                wanted.application() != null && wanted.application().equals(now.application())
                        ? Optional.ofNullable(now.clientSecret())
                        : Optional.empty();
            case BASIC ->
                wanted.relay() != null
                                && wanted.relay().equals(now.relay())
                                && page.form().get(Field.USER).equals(now.relayUser())
                        ? Optional.ofNullable(now.relayPassword())
                        : Optional.empty();
        };
    }

    /** Whether the page shows a field to type a secret in, and not only that one is stored. */
    boolean secretTypable(SettingsPage page) {
        return page.isReplacing() || storedForScreen(page).isEmpty();
    }

    private String typedSecret(SettingsPage page) {
        return switch (page.type()) {
            case NONE -> "";
            case OAUTH2 -> secrets.clientSecret();
            case BASIC -> secrets.relayPassword();
        };
    }

    private static Field secretField(SettingsChange change) {
        return change.wanted().type() == AuthenticationType.OAUTH2 ? Field.CLIENT_SECRET : Field.PASSWORD;
    }
}
