package org.signetmail.practice;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one-time link on which the first administrator chooses a password, as the server's log has it. */
public final class SetUpLink {
    /** The key is base64url without padding (RFC 4648, section 5): the quote after it in the log is no part of it. */
    private static final Pattern PATH = Pattern.compile("/first-run\\.xhtml#key=[A-Za-z0-9_-]+");

    private SetUpLink() {}

    /** The path of the link in this line, with its key behind the #, if there is one. */
    public static Optional<String> pathIn(String line) {
        Matcher path = PATH.matcher(line);
        return path.find() ? Optional.of(path.group()) : Optional.empty();
    }
}
