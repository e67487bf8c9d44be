package org.signetmail.smtp;

import java.util.Properties;
import org.signetmail.account.TlsMode;

/** What Angus is told, all of it: nothing is left to its defaults that could send a secret in clear or wait for ever. */
final class AngusProperties {
    static final int CONNECT_MILLIS = 10_000;
    static final int SILENCE_MILLIS = 30_000;
    static final String PROTOCOLS = "TLSv1.3 TLSv1.2";

    private AngusProperties() {}

    static Properties of(TlsMode tls, SmtpCredentials signIn, SmtpSocketFactory sockets) {
        var properties = new Properties();
        properties.setProperty("mail.smtp.timeout", Integer.toString(SILENCE_MILLIS));
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(tls == TlsMode.STARTTLS));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(tls == TlsMode.STARTTLS));
        // Angus gets a connection that is open, with TLS if that is implicit: sockets of its own would know no
        // deadline.
        properties.setProperty("mail.smtp.ssl.enable", "false");
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.ssl.protocols", PROTOCOLS);
        // Without this Angus tries again with a socket of its own, which knows neither trust nor deadline.
        properties.setProperty("mail.smtp.ssl.socketFactory.fallback", "false");
        properties.put("mail.smtp.ssl.socketFactory", sockets);
        properties.setProperty("mail.smtp.auth", Boolean.toString(signIn.wanted() && !signIn.usesToken()));
        properties.setProperty("mail.smtp.auth.mechanisms", signIn.mechanisms());
        properties.setProperty("mail.smtp.quitwait", "false");
        return properties;
    }
}
