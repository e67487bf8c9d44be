package org.signetmail.account;

import java.util.Optional;

/**
 * The server to send through and the credentials for it.
 *
 * <p>An account is entered on the settings page, tested, saved with its secret sealed, and unsealed for every message.
 */
public sealed interface MailAccount {

    /** Sends through Microsoft 365, authenticated as an application. */
    record Microsoft365(ClientCredentials credentials, DeliveryRoute route) implements MailAccount {}

    /** Sends through an SMTP relay, with or without authentication. */
    record SmtpRelay(Relay relay, Optional<Login> login) implements MailAccount {
        /** @throws InvalidInput if a password would be sent unencrypted */
        public SmtpRelay {
            if (login.isPresent() && relay.tls() == TlsMode.NONE) {
                throw InvalidInput.of("account.relay.noTls");
            }
        }
    }

    /** User and password for a relay; the user is part of the destination that the password is bound to. */
    record Login(RelayLogin destination, RelayPassword password) {}
}
