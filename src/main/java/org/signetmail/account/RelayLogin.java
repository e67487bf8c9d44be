package org.signetmail.account;

import java.util.List;

/** A user of an SMTP relay: the destination of the password. */
public record RelayLogin(Relay relay, String user) implements SecretDestination {
    public RelayLogin {
        user = InputRules.text(user, "setting.user");
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
