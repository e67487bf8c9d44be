package org.signetmail.smtp;

import java.util.Properties;
import org.signetmail.account.TlsMode;

/** What Angus is told, all of it: nothing is left to its defaults that could send a secret in clear or wait for ever. */
final class SmtpProperties {
    private static final String CONNECT_MILLIS = "10000";
    private static final String SILENCE_MILLIS = "30000";

    private SmtpProperties() {}

    static Properties of(TlsMode tls, SmtpSignIn signIn, SmtpSockets sockets) {
        var properties = new Properties();
        properties.setProperty("mail.smtp.connectiontimeout", CONNECT_MILLIS);
        properties.setProperty("mail.smtp.timeout", SILENCE_MILLIS);
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(tls == TlsMode.STARTTLS));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(tls == TlsMode.STARTTLS));
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(tls == TlsMode.IMPLICIT));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        // Without these two Angus tries again with a socket of its own, which knows neither trust nor deadline.
        properties.setProperty("mail.smtp.socketFactory.fallback", "false");
        properties.setProperty("mail.smtp.ssl.socketFactory.fallback", "false");
        properties.put("mail.smtp.socketFactory", sockets.plain());
        properties.put("mail.smtp.ssl.socketFactory", sockets);
        properties.setProperty("mail.smtp.auth", Boolean.toString(signIn.wanted()));
        properties.setProperty("mail.smtp.auth.mechanisms", signIn.mechanisms());
        properties.setProperty("mail.smtp.quitwait", "false");
        return properties;
    }
}
