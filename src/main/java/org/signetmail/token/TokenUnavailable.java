package org.signetmail.token;

import org.signetmail.account.Symptom;

/** There was no usable reply: the credentials may be right, and a retry may succeed. */
public final class TokenUnavailable extends TokenException {
    private static final long serialVersionUID = 1L;

    public TokenUnavailable(Symptom symptom) {
        super(symptom);
    }
}
