package org.signetmail.seal;

import org.signetmail.account.ExplainedException;

/** A secret can't be sealed or unsealed: no key, another destination, or altered. */
public final class SealBroken extends ExplainedException {
    private static final long serialVersionUID = 1L;

    public SealBroken(String sentence) {
        super(sentence);
    }
}
