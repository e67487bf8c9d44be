package org.signetmail.settings;

import org.signetmail.account.ExplainedException;
import org.signetmail.text.Messages;

/** A secret is stored, but for another destination than the one now wanted: it must be typed again. */
public final class SecretRequired extends ExplainedException {
    private static final long serialVersionUID = 1L;

    public SecretRequired(String sentence) {
        super(sentence);
    }

    /** With the text of this key. */
    public static SecretRequired of(String key, Object... arguments) {
        return new SecretRequired(Messages.text(key, arguments));
    }
}
