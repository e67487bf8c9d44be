package org.signetmail.account;

import org.signetmail.text.Messages;

/**
 * An invalid value, with a message for the user who entered it.
 *
 * <p>Thrown by the compact constructors of this package; all other code relies on values being valid. The message never
 * repeats a secret.
 */
public class InvalidInput extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidInput(String sentence) {
        super(sentence);
    }

    /** With the text of this key. */
    public static InvalidInput of(String key, Object... arguments) {
        return new InvalidInput(Messages.text(key, arguments));
    }
}
