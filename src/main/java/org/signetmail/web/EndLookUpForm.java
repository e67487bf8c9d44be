package org.signetmail.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.MailAccount;
import org.signetmail.signin.AdministratorsOnly;

/** The button beside the client secret's end. It starts a look-up with the values on screen. */
@Named
@RequestScoped
@AdministratorsOnly
public class EndLookUpForm {
    @Inject
    EditedForm edited;

    @Inject
    FormState state;

    @Inject
    EndLookUp lookUp;

    @Inject
    CurrentWorkspace currentWorkspace;

    @Inject
    CurrentUser currentUser;

    @Inject
    Clock clock;

    public void begin() {
        Map<Field, String> errors = edited.errors();
        errors.clear();
        errors.putAll(state.reading().errors());
        errors.keySet().retainAll(Field.CREDENTIALS);
        edited.keepDraft();
        if (errors.isEmpty()) {
            FormState.Candidate candidate = state.candidate();
            errors.putAll(candidate.errors());
            candidate.account().ifPresent(this::begin);
        }
    }

    private void begin(MailAccount account) {
        if (account instanceof MailAccount.Microsoft365 microsoft
                && microsoft.credentials().credential() instanceof ClientSecret secret) {
            try {
                currentWorkspace.workspace().begin(lookUp.begin(microsoft, secret, typedOn(), currentUser.getName()));
            } catch (InvalidInput tooMany) {
                edited.errors().put(Field.SECRET_EXPIRES, tooMany.getMessage());
            }
        }
    }

    private LocalDate typedOn() {
        Instant at = state.isSecretTyped() ? clock.instant() : storedAt();
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private Instant storedAt() {
        return state.storedSecret().map(stored -> stored.addedAt()).orElseGet(clock::instant);
    }
}
