package org.signetmail.account;

/** The password for an SMTP relay. Never prints itself; white space counts. */
public record RelayPassword(String value) {
    public RelayPassword {
        if (value.isEmpty()) {
            throw new Unacceptable("Password is missing.");
        }
        if (value.length() > Typed.LONGEST) {
            throw new Unacceptable("Password is longer than " + Typed.LONGEST + " characters.");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new Unacceptable("Password contains a line break or another control character.");
        }
    }

    @Override
    public String toString() {
        return "RelayPassword[…]";
    }
}
