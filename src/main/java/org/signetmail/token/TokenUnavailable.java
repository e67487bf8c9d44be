package org.signetmail.token;

import org.signetmail.account.Symptom;

/** No usable answer came: the credentials may be right, later may go well. */
public final class TokenUnavailable extends TokenException {
    private static final long serialVersionUID = 1L;

    public TokenUnavailable(Symptom symptom) {
        super(symptom);
    }
}
