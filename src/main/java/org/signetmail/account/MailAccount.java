package org.signetmail.account;

import java.util.Optional;

/**
 * Everything that opens a way out for a mail.
 *
 * <p>An account is drawn up on the settings page, tested, saved with its secret sealed, and opened again for every mail.
 */
public sealed interface MailAccount {

    /** Mail leaves through Microsoft 365, signed in as an application. */
    record Microsoft365(ClientCredentials credentials, DeliveryRoute route) implements MailAccount {}

    /** Mail leaves through an SMTP relay, with or without sign-in. */
    record SmtpRelay(Relay relay, Optional<Login> login) implements MailAccount {
        /** @throws InvalidInput if a password would cross the network in clear */
        public SmtpRelay {
            if (login.isPresent() && relay.tls() == TlsMode.NONE) {
                throw new InvalidInput("A password is never sent without TLS. Choose STARTTLS or implicit TLS.");
            }
        }
    }

    /** User and password for a relay; the user is bound to it. */
    record Login(RelayLogin destination, RelayPassword password) {}
}
