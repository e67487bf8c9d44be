package org.signetmail.account;

import java.util.regex.Pattern;

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
     * @throws InvalidInput if it is blank, too long, or contains a control character
     */
    static String text(String typed, String name) {
        String text = typed.strip();
        if (text.isEmpty()) {
            throw new InvalidInput(name + " is missing.");
        }
        if (text.length() > LONGEST) {
            throw new InvalidInput(name + " is longer than " + LONGEST + " characters.");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidInput(name + " contains a line break or another control character.");
        }
        return text;
    }

    static boolean isGuid(String text) {
        return GUID.matcher(text).matches();
    }
}
