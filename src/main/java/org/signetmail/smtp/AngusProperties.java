package org.signetmail.smtp;

import java.util.Properties;
import org.signetmail.account.TlsMode;

/**
 * All of Angus Mail's properties for a session: no default remains that could send a secret in clear text or wait
 * forever.
 */
final class AngusProperties {
    static final int CONNECT_MILLIS = 10_000;
    static final int READ_MILLIS = 30_000;
    static final String PROTOCOLS = "TLSv1.3 TLSv1.2";

    private AngusProperties() {}

    static Properties of(TlsMode tls, SmtpCredentials credentials, SmtpSocketFactory sockets) {
        var properties = new Properties();
        properties.setProperty("mail.smtp.timeout", Integer.toString(READ_MILLIS));
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(tls == TlsMode.STARTTLS));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(tls == TlsMode.STARTTLS));
        // Angus gets an open connection, with TLS if that is implicit: its own sockets would have no deadline.
        properties.setProperty("mail.smtp.ssl.enable", "false");
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.ssl.protocols", PROTOCOLS);
        // Otherwise Angus falls back to a socket of its own, without the configured trust or deadline.
        properties.setProperty("mail.smtp.ssl.socketFactory.fallback", "false");
        properties.put("mail.smtp.ssl.socketFactory", sockets);
        properties.setProperty("mail.smtp.auth", Boolean.toString(credentials.isPresent() && !credentials.usesToken()));
        properties.setProperty("mail.smtp.auth.mechanisms", credentials.mechanisms());
        properties.setProperty("mail.smtp.quitwait", "false");
        return properties;
    }
}
