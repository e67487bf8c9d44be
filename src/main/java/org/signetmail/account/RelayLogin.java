package org.signetmail.account;

import java.util.List;

/** A user's sign-in at an SMTP relay. */
public record RelayLogin(Relay relay, String user) implements SecretDestination {
    public RelayLogin {
        user = InputRules.text(user, "User");
    }

    @Override
    public List<String> binding() {
        return List.of(
                "basic",
                relay.server().host(),
                Integer.toString(relay.server().port()),
                relay.tls().name(),
                user);
    }
}
