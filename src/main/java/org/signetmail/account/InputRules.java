package org.signetmail.account;

import java.util.regex.Pattern;

/** What every typed value goes through before its own record looks at it. */
final class InputRules {
    private static final Pattern GUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    /** Longer than anything real; what is stored has room for it. */
    static final int LONGEST = 1_000;

    private InputRules() {}

    /** The text without surrounding white space; refused when nothing is left or a control character is inside. */
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
