package org.signetmail.settings;

/** How Signet authenticates to the mail server (<em>Authentication Type</em>). */
public enum AuthenticationType {
    NONE("None"),
    BASIC("Basic"),
    OAUTH2("OAuth 2.0");

    private final String label;

    AuthenticationType(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
