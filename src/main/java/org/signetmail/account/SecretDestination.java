package org.signetmail.account;

import java.util.List;

/**
 * The server and user that a secret is for. A stored secret is sealed for one destination and can't be unsealed for
 * another.
 *
 * <p>Every component of a destination is part of its binding. If one were missing, changing it on the page would send
 * the stored secret elsewhere.
 */
public sealed interface SecretDestination permits ApplicationRegistration, RelayLogin {

    /**
     * The values that a sealed secret is bound to, in a fixed order. Changing the order makes stored secrets
     * unreadable.
     */
    List<String> binding();
}
