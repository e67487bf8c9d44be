package org.signetmail.settings;

import org.signetmail.text.Messages;

/** How Signet authenticates to the mail server (<em>Authentication Type</em>). */
public enum AuthenticationType {
    NONE("settings.authentication.none"),
    BASIC("settings.authentication.basic"),
    OAUTH2("settings.authentication.oauth");

    private final String label;

    AuthenticationType(String label) {
        this.label = Messages.text(label);
    }

    public String label() {
        return label;
    }
}
