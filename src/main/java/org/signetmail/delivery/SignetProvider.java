package org.signetmail.delivery;

import jakarta.mail.Provider;

/** Tells Jakarta Mail of Signet's way out, the protocol {@code signet}. Found through the files in {@code META-INF}. */
public final class SignetProvider extends Provider {
    static final String PROTOCOL = "signet";

    public SignetProvider() {
        super(Type.TRANSPORT, PROTOCOL, SignetTransport.class.getName(), "Signet", null);
    }
}
