package org.signetmail.account;

import java.util.Locale;

/**
 * The Object ID of the app registration, on its overview page in Entra: a GUID in lower case. Neither the Client ID nor
 * the Object ID of the enterprise application.
 */
public record ObjectId(String value) {
    /** @throws InvalidInput if it is not a GUID */
    public ObjectId {
        value = Invisible.refusedIn(InputRules.text(value, "setting.objectId")).toLowerCase(Locale.ROOT);
        if (!InputRules.isGuid(value)) {
            throw InvalidInput.of("account.objectId.form");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
