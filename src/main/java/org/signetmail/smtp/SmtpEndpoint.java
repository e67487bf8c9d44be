package org.signetmail.smtp;

import org.signetmail.account.SmtpServer;
import org.signetmail.account.TlsMode;
import org.signetmail.account.Trust;
import org.signetmail.net.AddressResolver;

/**
 * Where connections go.
 *
 * @param ownDomain what to call ourselves in EHLO; a name without a dot is replaced by our address
 * @param resolver what finds the server's addresses
 */
record SmtpEndpoint(SmtpServer server, TlsMode tls, Trust trust, String ownDomain, AddressResolver resolver) {
    /** Wherever the server's name leads. */
    SmtpEndpoint(SmtpServer server, TlsMode tls, Trust trust, String ownDomain) {
        this(server, tls, trust, ownDomain, AddressResolver.SYSTEM);
    }
}
