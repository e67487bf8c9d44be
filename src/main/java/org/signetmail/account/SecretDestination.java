package org.signetmail.account;

import java.util.List;

/**
 * Where a secret may go. A stored secret is sealed for one destination and opens for no other.
 *
 * <p>Every component of a destination is part of its binding: one left out could be changed on the page and would take
 * the stored secret somewhere else.
 */
public sealed interface SecretDestination permits ApplicationRegistration, RelayLogin {

    /** The parts that a sealed secret is bound to, in a fixed order. Changing this order makes stored secrets unreadable. */
    List<String> binding();
}
