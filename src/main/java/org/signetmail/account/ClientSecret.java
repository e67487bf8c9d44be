package org.signetmail.account;

/** The Value of a client secret. Never prints itself: no length, no part, no hash. */
public record ClientSecret(String value) implements Credential {
    private static final int LAST_OF_ASCII = 127;

    public ClientSecret {
        value = InputRules.text(value, "setting.clientSecret");
    }

    /**
     * A secret as typed or pasted. Secrets made by Entra are plain ASCII; any other character was copied by mistake.
     *
     * @throws InvalidInput with the position of the first other character; the message repeats nothing of the secret
     */
    public static ClientSecret typed(String value) {
        int[] characters = value.codePoints().toArray();
        for (int at = 0; at < characters.length; at++) {
            if (characters[at] > LAST_OF_ASCII) {
                throw InvalidInput.of(
                        Invisible.isOne(characters[at])
                                ? "account.clientSecret.invisible"
                                : "account.clientSecret.notAscii",
                        at + 1);
            }
        }
        return new ClientSecret(value);
    }

    /**
     * Whether this looks like a Secret ID, the column beside the Value: the most common cause of AADSTS7000215.
     *
     * <p>Values made by Entra contain a tilde and are never GUIDs. An old one might be, so the page warns and does not
     * refuse.
     */
    public boolean looksLikeSecretId() {
        return InputRules.isGuid(value);
    }

    @Override
    public String toString() {
        return "ClientSecret[…]";
    }
}
