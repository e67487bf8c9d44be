package org.signetmail.seal;

import org.signetmail.account.ExplainedException;
import org.signetmail.text.Messages;

/** A secret can't be sealed or unsealed: no key, another destination, or altered. */
public final class SealBroken extends ExplainedException {
    private static final long serialVersionUID = 1L;

    public SealBroken(String sentence) {
        super(sentence);
    }

    /** With the text of this key. */
    public static SealBroken of(String key, Object... arguments) {
        return new SealBroken(Messages.text(key, arguments));
    }
}
