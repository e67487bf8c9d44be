package org.signetmail.account;

import java.util.Locale;

/** The Application (client) ID of the app registration: a GUID in lower case. */
public record ClientId(String value) {
    public ClientId {
        value = Invisible.refusedIn(InputRules.text(value, "setting.clientId")).toLowerCase(Locale.ROOT);
        if (!InputRules.isGuid(value)) {
            throw InvalidInput.of("account.clientId.form");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
