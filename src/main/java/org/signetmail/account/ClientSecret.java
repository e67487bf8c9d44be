package org.signetmail.account;

/** The Value of a client secret. Never prints itself: no length, no part, no hash. */
public record ClientSecret(String value) {
    private static final int LAST_OF_ASCII = 127;

    public ClientSecret {
        value = InputRules.text(value, "Client Secret");
    }

    /**
     * A secret as it was typed or pasted. Entra makes secrets of plain ASCII only, so that anything else came along.
     *
     * @throws InvalidInput with the position of what can't belong to it, and nothing else of the secret
     */
    public static ClientSecret typed(String value) {
        int[] characters = value.codePoints().toArray();
        for (int at = 0; at < characters.length; at++) {
            if (characters[at] > LAST_OF_ASCII) {
                throw new InvalidInput("Character " + (at + 1) + " of the Client Secret is "
                        + (Invisible.isOne(characters[at]) ? "invisible." : "no plain letter, digit or sign.")
                        + " Secrets made by Entra have only letters, digits and signs of an English keyboard. Copy the"
                        + " Value again in Entra.");
            }
        }
        return new ClientSecret(value);
    }

    /**
     * Whether this has the shape of a Secret ID, the column beside the Value (AADSTS7000215's commonest cause).
     *
     * <p>Values made by Entra contain a tilde and are never GUIDs, but an old one might be: point it out, don't refuse.
     */
    public boolean looksLikeSecretId() {
        return InputRules.isGuid(value);
    }

    @Override
    public String toString() {
        return "ClientSecret[…]";
    }
}
