package org.signetmail.account;

import java.util.regex.Pattern;
import org.signetmail.text.Messages;

/** Validation common to all text input, applied before the rules of the particular record. */
final class InputRules {
    private static final Pattern GUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    /** Most characters of a value: more than any real one has, and no more than the columns of the database hold. */
    static final int LONGEST = 1_000;

    private InputRules() {}

    /**
     * Returns the text without surrounding white space.
     *
     * @param label key of the text that names the value
     *
     * @throws InvalidInput if it is blank, too long, or contains a control character
     */
    static String text(String typed, String label) {
        String text = typed.strip();
        if (text.isEmpty()) {
            throw InvalidInput.of("account.input.missing", Messages.text(label));
        }
        if (text.length() > LONGEST) {
            throw InvalidInput.of("account.input.tooLong", Messages.text(label), LONGEST);
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw InvalidInput.of("account.input.control", Messages.text(label));
        }
        return text;
    }

    static boolean isGuid(String text) {
        return GUID.matcher(text).matches();
    }
}
