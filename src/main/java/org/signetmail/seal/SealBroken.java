package org.signetmail.seal;

import org.signetmail.account.ExplainedException;

/** A sealed secret does not open: its key is not there, or it was sealed for another destination, or it was altered. */
public final class SealBroken extends ExplainedException {
    private static final long serialVersionUID = 1L;

    public SealBroken(String sentence) {
        super(sentence);
    }
}
