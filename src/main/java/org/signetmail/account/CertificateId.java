package org.signetmail.account;

import java.util.Locale;

/** The Certificate ID that Entra shows beside a certificate, {@code keyId} in Graph: a GUID in lower case. */
public record CertificateId(String value) {
    /** @throws InvalidInput if it is not a GUID */
    public CertificateId {
        value = Invisible.refusedIn(InputRules.text(value, "setting.certificateId"))
                .toLowerCase(Locale.ROOT);
        if (!InputRules.isGuid(value)) {
            throw InvalidInput.of("account.certificateId.form");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
