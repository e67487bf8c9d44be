package org.signetmail.account;

/** The password for an SMTP relay. White space is significant. Never prints itself. */
public record RelayPassword(String value) {
    public RelayPassword {
        if (value.isEmpty()) {
            throw new InvalidInput("Password is missing.");
        }
        if (value.length() > InputRules.LONGEST) {
            throw new InvalidInput("Password is longer than " + InputRules.LONGEST + " characters.");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidInput("Password contains a line break or another control character.");
        }
    }

    @Override
    public String toString() {
        return "RelayPassword[…]";
    }
}
