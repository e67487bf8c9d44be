package org.signetmail.jndi;

import jakarta.mail.Provider;

/**
 * The Jakarta Mail provider of {@link SignetTransport}, for the protocol {@code signet}. Set in each of Signet's
 * sessions.
 */
public final class SignetProvider extends Provider {
    static final String PROTOCOL = "signet";

    public SignetProvider() {
        super(Type.TRANSPORT, PROTOCOL, SignetTransport.class.getName(), "Signet", null);
    }
}
