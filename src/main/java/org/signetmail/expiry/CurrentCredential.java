package org.signetmail.expiry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.signetmail.account.CredentialKind;
import org.signetmail.credential.Slot;
import org.signetmail.settings.CredentialStore;
import org.signetmail.settings.MailSettings;

/** The credential that serves with the saved settings. All that is known of a secret is in the settings themselves. */
@ApplicationScoped
class CurrentCredential {
    @Inject
    CredentialStore credentials;

    Optional<WatchedCredential> of(MailSettings saved) {
        return saved.credentialKind() == CredentialKind.CLIENT_SECRET
                ? WatchedCredential.secretOf(saved)
                : credentials.all().stream()
                        .filter(stored -> stored.isIn(Slot.CURRENT))
                        .findFirst()
                        .flatMap(current -> WatchedCredential.of(saved, current));
    }
}
