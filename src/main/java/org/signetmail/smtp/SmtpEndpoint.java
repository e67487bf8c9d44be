package org.signetmail.smtp;

import org.signetmail.account.SmtpServer;
import org.signetmail.account.TlsMode;
import org.signetmail.account.Trust;
import org.signetmail.net.AddressResolver;

/**
 * An SMTP server and how to connect to it.
 *
 * @param ownDomain the name in EHLO; one without a dot is replaced by our IP address
 * @param resolver resolves the server's addresses, and may refuse them
 */
record SmtpEndpoint(SmtpServer server, TlsMode tls, Trust trust, String ownDomain, AddressResolver resolver) {
    /** Resolved by the JVM, without an allow-list. */
    SmtpEndpoint(SmtpServer server, TlsMode tls, Trust trust, String ownDomain) {
        this(server, tls, trust, ownDomain, AddressResolver.SYSTEM);
    }
}
