package org.signetmail.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.Clouds;
import org.signetmail.credential.CredentialInfo;
import org.signetmail.credential.Slot;
import org.signetmail.settings.CredentialStore;

/** The stored credentials, read once a request, and again after an action changed them. */
@RequestScoped
class CredentialsState {
    @Inject
    CredentialStore store;

    @Inject
    SavedState saved;

    @Inject
    CurrentWorkspace currentWorkspace;

    @Inject
    Clouds clouds;

    private @Nullable List<CredentialInfo> stored;

    /** The newest first. */
    List<CredentialInfo> all() {
        List<CredentialInfo> present = stored;
        if (present == null) {
            present = store.all();
            stored = present;
        }
        return present;
    }

    Optional<CredentialInfo> current() {
        return in(Slot.CURRENT);
    }

    Optional<CredentialInfo> next() {
        return in(Slot.NEXT);
    }

    /** The application on the settings page, typed or saved: a certificate is made for it before it can be saved. */
    Optional<ApplicationRegistration> application() {
        return currentWorkspace
                .workspace()
                .draft()
                .map(draft -> new FormParser(draft.typed(), saved.settings(), clouds, new TypedSecrets())
                        .change(draft.version())
                        .wanted()
                        .registration())
                .orElseGet(() -> saved.settings().registration());
    }

    void readAgain() {
        stored = null;
    }

    private Optional<CredentialInfo> in(Slot slot) {
        return all().stream()
                .filter(info -> info.slot().filter(slot::equals).isPresent())
                .findFirst();
    }
}
