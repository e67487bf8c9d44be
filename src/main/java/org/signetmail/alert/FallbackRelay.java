package org.signetmail.alert;

import java.util.Optional;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Relay;
import org.signetmail.account.RelayLogin;
import org.signetmail.account.TlsMode;

/**
 * The relay for warnings that Signet's own route can't send.
 *
 * @param user empty without authentication
 * @param sender the address in From: a relay often accepts those of its own domain only
 */
public record FallbackRelay(Relay relay, Optional<String> user, Mailbox sender) {
    /** @throws InvalidInput if a password would be sent unencrypted */
    public FallbackRelay {
        if (user.isPresent() && relay.tls() == TlsMode.NONE) {
            throw InvalidInput.of("account.relay.noTls");
        }
    }

    /** What the password is sealed for. */
    Optional<RelayLogin> login() {
        return user.map(name -> new RelayLogin(relay, name));
    }
}
