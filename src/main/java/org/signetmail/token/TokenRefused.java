package org.signetmail.token;

import org.signetmail.account.Symptom;

/** Entra answered and said no: asking again with the same credentials changes nothing. */
public final class TokenRefused extends TokenException {
    private static final long serialVersionUID = 1L;

    public TokenRefused(Symptom symptom) {
        super(symptom);
    }
}
