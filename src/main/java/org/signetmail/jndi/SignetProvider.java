package org.signetmail.jndi;

import jakarta.mail.Provider;

/** Tells Jakarta Mail of Signet's way out, the protocol {@code signet}. Each of its sessions is given it. */
public final class SignetProvider extends Provider {
    static final String PROTOCOL = "signet";

    public SignetProvider() {
        super(Type.TRANSPORT, PROTOCOL, SignetTransport.class.getName(), "Signet", null);
    }
}
