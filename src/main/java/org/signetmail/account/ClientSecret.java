package org.signetmail.account;

/** The Value of a client secret. Never prints itself: no length, no part, no hash. */
public record ClientSecret(String value) {
    public ClientSecret {
        value = Typed.text(value, "Client Secret");
    }

    /**
     * Whether this has the shape of a Secret ID, the column beside the Value (AADSTS7000215's commonest cause).
     *
     * <p>Values made by Entra contain a tilde and are never GUIDs, but an old one might be: point it out, don't refuse.
     */
    public boolean looksLikeSecretId() {
        return Typed.isGuid(value);
    }

    @Override
    public String toString() {
        return "ClientSecret[…]";
    }
}
