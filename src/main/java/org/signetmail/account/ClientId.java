package org.signetmail.account;

import java.util.Locale;

/** The Application (client) ID of the app registration: a GUID in lower case. */
public record ClientId(String value) {
    public ClientId {
        value = Invisible.refusedIn(InputRules.text(value, "Client ID")).toLowerCase(Locale.ROOT);
        if (!InputRules.isGuid(value)) {
            throw new InvalidInput("A Client ID looks like 00000000-0000-0000-0000-000000000000. "
                    + "In Entra it is on the overview of your application, as Application (client) ID.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
