package org.signetmail.expiry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.signetmail.account.CredentialKind;
import org.signetmail.credential.Slot;
import org.signetmail.settings.CredentialStore;
import org.signetmail.settings.MailSettings;

/** The credentials in the slots. All that is known of a current secret is in the saved settings themselves. */
@ApplicationScoped
class WatchedCredentials {
    @Inject
    CredentialStore credentials;

    /** The one that serves with these settings. */
    Optional<WatchedCredential> current(MailSettings saved) {
        return in(Slot.CURRENT, saved);
    }

    /** Empty if the slot is, or mail does not use it. */
    Optional<WatchedCredential> in(Slot slot, MailSettings saved) {
        return slot == Slot.CURRENT && saved.credentialKind() == CredentialKind.CLIENT_SECRET
                ? WatchedCredential.secretOf(saved)
                : credentials.all().stream()
                        .filter(stored -> stored.isIn(slot))
                        .findFirst()
                        .flatMap(stored -> WatchedCredential.of(saved, stored));
    }
}
