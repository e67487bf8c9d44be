package org.signetmail.expiry;

import java.util.List;
import java.util.Optional;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.Mailbox;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.settings.MailSettings;

/**
 * The client secret with which mail is sent.
 *
 * @param identity identifies the secret without revealing it: another secret, or another expiry date of the same one,
 * is warned about again
 */
record WatchedSecret(
        String identity, SecretExpiry expiry, Optional<ApplicationRegistration> application, List<Mailbox> warned) {

    /** Returns the secret of these settings; empty if none is stored or used. */
    static Optional<WatchedSecret> from(MailSettings settings) {
        var stored = settings.clientSecret();
        if (!settings.customServer() || settings.type() != AuthenticationType.OAUTH2 || stored == null) {
            return Optional.empty();
        }
        return Optional.of(new WatchedSecret(
                stored.addedAt() + "/" + settings.secretExpiresOn(),
                new SecretExpiry(settings.secretExpiresOn()),
                settings.registration(),
                settings.warned()));
    }
}
