package org.signetmail.smtp;

import org.signetmail.account.SmtpServer;
import org.signetmail.account.TlsMode;
import org.signetmail.account.Trust;

/**
 * Where connections go.
 *
 * @param ownDomain what to call ourselves in EHLO; a name without a dot is replaced by our address
 */
record SmtpDestination(SmtpServer server, TlsMode tls, Trust trust, String ownDomain) {}
