package org.signetmail.web;

import java.util.stream.Stream;
import org.primefaces.util.EscapeUtils;
import org.signetmail.text.Messages;

/** Formats texts that contain HTML, such as {@code <b>}, for h:outputText without escaping. */
final class Markup {
    private Markup() {}

    /** The text of {@code key} as HTML; escapes the arguments. */
    static String text(String key, Object... arguments) {
        return Messages.text(
                key,
                Stream.of(arguments)
                        .map(argument -> EscapeUtils.forHtml(argument.toString()))
                        .toArray());
    }
}
