package org.signetmail.token;

import org.signetmail.account.Symptom;

/** Entra refused the request: a retry with the same credentials is refused again. */
public final class TokenRefused extends TokenException {
    private static final long serialVersionUID = 1L;

    public TokenRefused(Symptom symptom) {
        super(symptom);
    }
}
