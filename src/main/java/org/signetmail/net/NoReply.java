package org.signetmail.net;

import java.io.IOException;
import org.signetmail.account.Symptom;

/** A host was called and sent no complete reply. */
public final class NoReply extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Symptom symptom;

    private final boolean handedOver;

    NoReply(Symptom symptom, boolean handedOver, IOException cause) {
        super(symptom.peer() + " " + symptom.code(), cause);
        this.symptom = symptom;
        this.handedOver = handedOver;
    }

    /** One of the {@code NET_} symptoms. */
    public Symptom symptom() {
        return symptom;
    }

    /** Whether the host may have received the complete request. */
    public boolean handedOver() {
        return handedOver;
    }
}
