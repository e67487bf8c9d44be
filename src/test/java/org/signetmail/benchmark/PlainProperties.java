package org.signetmail.benchmark;

import java.util.Properties;

/** What Jakarta Mail has to be told for STARTTLS and XOAUTH2, with time-outs, and nothing that makes it faster or slower. */
final class PlainProperties {
    private PlainProperties() {}

    static Properties of(Target target) {
        var properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.host", target.host());
        properties.setProperty("mail.smtp.port", Integer.toString(target.smtp()));
        properties.setProperty("mail.smtp.auth", "true");
        properties.setProperty("mail.smtp.auth.mechanisms", "XOAUTH2");
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.connectiontimeout", "10000");
        properties.setProperty("mail.smtp.timeout", "30000");
        properties.setProperty("mail.smtp.writetimeout", "30000");
        return properties;
    }
}
