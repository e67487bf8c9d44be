package org.signetmail.settings;

import org.signetmail.account.ExplainedException;

/** A secret is stored, but for another destination than the one now wanted: it must be typed again. */
public final class SecretRequired extends ExplainedException {
    private static final long serialVersionUID = 1L;

    public SecretRequired(String sentence) {
        super(sentence);
    }
}
