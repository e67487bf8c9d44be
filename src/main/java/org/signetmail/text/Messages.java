package org.signetmail.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The texts that a user reads, by key. The pages read the same bundle as {@code msg}. Texts are in English, regardless of the
 * language of server and browser.
 */
public final class Messages {
    /** The base name of the bundle. */
    public static final String BUNDLE = "org.signetmail.text.messages";

    private static final ResourceBundle TEXTS = ResourceBundle.getBundle(BUNDLE, Locale.ROOT);

    private Messages() {}

    /** Reads the bundle, if it is not read yet: a server may delete its file before the last message of a stop has ended. */
    public static void load() {
        // Reading is the initialisation of this class.
    }

    /**
     * The text of {@code key}. With arguments it is a pattern of {@link MessageFormat}: {@code {0}} is the first argument, and
     * numbers have digit grouping unless the pattern says {@code {0,number,#}}. Without arguments it is the text as it is.
     *
     * @throws java.util.MissingResourceException if the bundle has no such key
     */
    public static String text(String key, Object... arguments) {
        String text = TEXTS.getString(key);
        return arguments.length == 0 ? text : new MessageFormat(text, Locale.ENGLISH).format(arguments);
    }
}
