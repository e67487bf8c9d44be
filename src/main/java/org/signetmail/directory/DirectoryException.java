package org.signetmail.directory;

import org.signetmail.account.Symptom;

/** Graph refused a call about the application, or did not reply. */
public final class DirectoryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Symptom symptom;

    DirectoryException(Symptom symptom) {
        super(symptom.code());
        this.symptom = symptom;
    }

    public Symptom symptom() {
        return symptom;
    }

    /** Whether the call may have had its effect: there was no reply, or a server error. */
    public boolean isUnknown() {
        return symptom.status() == 0 || symptom.status() >= 500;
    }

    /** Whether what the call is about is not there: Graph refuses so to remove a key that is removed. */
    boolean isGone() {
        return symptom.status() == 400 || symptom.status() == 404;
    }
}
