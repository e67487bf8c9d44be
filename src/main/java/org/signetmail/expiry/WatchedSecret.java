package org.signetmail.expiry;

import java.util.List;
import java.util.Optional;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.Mailbox;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.settings.MailSettings;

/**
 * The client secret that mail is sent with.
 *
 * @param identity names this secret and no other without telling anything of it: another secret, or another day for the
 *     same one, is warned of anew
 */
record WatchedSecret(
        String identity, SecretExpiry expiry, Optional<ApplicationRegistration> application, List<Mailbox> warned) {

    /** The one in these settings; empty when none is stored or none is used. */
    static Optional<WatchedSecret> in(MailSettings settings) {
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
