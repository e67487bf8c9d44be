package org.signetmail.token;

import org.signetmail.account.Symptom;

/** No token could be obtained. The symptom has the cause; its text never contains a secret. */
public abstract sealed class TokenException extends Exception permits TokenRefused, TokenUnavailable {
    private static final long serialVersionUID = 1L;

    private final transient Symptom symptom;

    TokenException(Symptom symptom) {
        super(symptom.peer() + " " + symptom.code());
        this.symptom = symptom;
    }

    public Symptom symptom() {
        return symptom;
    }
}
