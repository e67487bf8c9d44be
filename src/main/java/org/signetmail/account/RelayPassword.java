package org.signetmail.account;

import org.signetmail.text.Messages;

/** The password for an SMTP relay. White space is significant. Never prints itself. */
public record RelayPassword(String value) {
    public RelayPassword {
        if (value.isEmpty()) {
            throw InvalidInput.of("account.input.missing", label());
        }
        if (value.length() > InputRules.LONGEST) {
            throw InvalidInput.of("account.input.tooLong", label(), InputRules.LONGEST);
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw InvalidInput.of("account.input.control", label());
        }
    }

    private static String label() {
        return Messages.text("setting.password");
    }

    @Override
    public String toString() {
        return "RelayPassword[…]";
    }
}
