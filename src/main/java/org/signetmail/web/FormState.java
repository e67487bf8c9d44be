package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseId;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Clouds;
import org.signetmail.account.Configuration;
import org.signetmail.account.CredentialKind;
import org.signetmail.account.FederatedAssertion;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.MailAccount;
import org.signetmail.credential.CredentialInfo;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.settings.NotConfigured;
import org.signetmail.settings.SecretInfo;
import org.signetmail.settings.SecretRequired;
import org.signetmail.settings.SettingsChange;

/**
 * The form as submitted by this request, parsed once after the model update: the settings, the errors, and the account
 * that results from them. The views take these from here and parse nothing themselves.
 */
@RequestScoped
class FormState {
    @Inject
    EditedForm edited;

    @Inject
    SavedState saved;

    @Inject
    Clouds clouds;

    @Inject
    TypedSecrets secrets;

    private @Nullable Reading reading;
    private @Nullable Candidate candidate;
    private @Nullable List<Field> changed;
    private @Nullable Map<Field, String> errors;

    /**
     * The parsed form.
     *
     * @param change complete only if there are no errors
     */
    record Reading(SettingsChange change, Map<Field, String> errors) {}

    /** The account on screen, or the reason why there is none. */
    record Candidate(Optional<MailAccount> account, Map<Field, String> errors, String notice) {}

    /**
     * Whether Faces is in the render response phase. In each phase before it, Faces evaluates the page to find out
     * which components take part, with the form half updated: a view returns an empty value then.
     */
    boolean isRendering() {
        FacesContext faces = FacesContext.getCurrentInstance();
        return faces == null || PhaseId.RENDER_RESPONSE.equals(faces.getCurrentPhaseId());
    }

    /** Discards all cached values; for actions that change the form, a typed secret or the saved settings. */
    void readAgain() {
        reading = null;
        candidate = null;
        changed = null;
        errors = null;
    }

    Reading reading() {
        Reading present = reading;
        if (present == null) {
            present = read(edited.effective(replacesSecret()));
            reading = present;
        }
        return present;
    }

    Reading read(SettingsForm form) {
        var read = new FormParser(form, saved.settings(), clouds, secrets);
        SettingsChange change = read.change(edited.version());
        return new Reading(change, Map.copyOf(read.errors()));
    }

    /** The account on screen, with the typed or else the stored secret. */
    Candidate candidate() {
        Candidate present = candidate;
        if (present == null) {
            present = candidate(reading().change());
            candidate = present;
        }
        return present;
    }

    private Candidate candidate(SettingsChange change) {
        try {
            return new Candidate(Optional.of(saved.candidate(change)), Map.of(), "");
        } catch (SecretRequired missing) {
            return new Candidate(Optional.empty(), Map.of(secret(), missing.getMessage()), "");
        } catch (NotConfigured incomplete) {
            return new Candidate(Optional.empty(), Map.of(), text("credentials.notTested", incomplete.getMessage()));
        } catch (SealBroken | InvalidInput refused) {
            return new Candidate(
                    Optional.empty(), Map.of(), text("credentials.notTested", String.valueOf(refused.getMessage())));
        }
    }

    /** The errors that the page shows, including a warning that prevents neither a test nor a save. */
    Map<Field, String> errors() {
        Map<Field, String> present = errors;
        if (present == null) {
            present = new EnumMap<>(Field.class);
            if (reading()
                    .change()
                    .clientSecret()
                    .filter(ClientSecret::looksLikeSecretId)
                    .isPresent()) {
                present.put(Field.CLIENT_SECRET, text("oauth.clientSecret.isId"));
            }
            present.putAll(edited.errors());
            errors = present;
        }
        return present;
    }

    /** The fields whose values differ from the saved ones; the secret is none of them. */
    List<Field> changed() {
        List<Field> present = changed;
        if (present == null) {
            present = edited.effective(replacesSecret())
                    .differencesFrom(edited.base())
                    .toList();
            changed = present;
        }
        return present;
    }

    /** The stored secret, if it was saved for exactly the destination on screen. */
    Optional<SecretInfo> storedSecret() {
        return saved.secretFor(reading().change().wanted());
    }

    /** Whether a secret is typed, or one is stored for exactly the destination on screen. */
    boolean isSecretAtHand() {
        return switch (credentialKind()) {
            case CLIENT_SECRET -> !typedSecret().isEmpty() || storedSecret().isPresent();
            case CERTIFICATE -> storedCertificate().isPresent();
            case FEDERATED ->
                FederatedAssertion.configured(Configuration.current()).isPresent();
        };
    }

    /** The kind of credential on screen; a client secret for a relay, whose password is handled alike. */
    CredentialKind credentialKind() {
        return edited.type() == AuthenticationType.OAUTH2
                ? CredentialKind.valueOf(edited.form().get(Field.CREDENTIAL))
                : CredentialKind.CLIENT_SECRET;
    }

    /** The certificate that a save would use: stored for the application on screen. */
    Optional<CredentialInfo> storedCertificate() {
        return Optional.ofNullable(reading().change().wanted().application())
                .flatMap(application -> saved.snapshot().usable(CredentialKind.CERTIFICATE, application));
    }

    /** Whether a secret was typed in the field that the page shows now. */
    boolean isSecretTyped() {
        return edited.customServer() && !typedSecret().isEmpty();
    }

    /** Whether the page, as last rendered, has a field for the secret rather than only a note that one is stored. */
    boolean hasSecretField() {
        Boolean rendered = edited.secretField();
        return rendered == null ? needsSecretField() : rendered;
    }

    /**
     * Decides again whether the page has a field for the secret; true if that differs from the page as last rendered.
     */
    boolean updateSecretField() {
        return hasSecretField() != needsSecretField();
    }

    private boolean needsSecretField() {
        boolean needed = edited.replacement().isActive() || storedSecret().isEmpty();
        edited.secretField(needed);
        return needed;
    }

    /** The field of the secret that the authentication type needs. */
    Field secret() {
        if (edited.type() != AuthenticationType.OAUTH2) {
            return Field.PASSWORD;
        }
        return credentialKind() == CredentialKind.CLIENT_SECRET ? Field.CLIENT_SECRET : Field.CREDENTIAL;
    }

    private boolean replacesSecret() {
        return edited.type() == AuthenticationType.OAUTH2 && isSecretTyped();
    }

    private String typedSecret() {
        return secrets.of(edited.type());
    }
}
