package org.signetmail.message;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Signet's own mails as messages. */
public final class MimeMessages {
    private MimeMessages() {}

    /**
     * The message that a mail makes.
     *
     * @param answersWanted whether a person wrote it, or a system for whose mails nobody is to be told that one is away
     */
    public static Message of(PlainTextMail plainTextMail, boolean answersWanted) {
        ClassLoader before = SignetClassLoader.enter();
        try {
            var letter = new MimeMessage(Session.getInstance(new Properties()));
            letter.setRecipients(
                    Message.RecipientType.TO,
                    plainTextMail.to().stream().map(Envelope::address).toArray(InternetAddress[]::new));
            letter.setSubject(plainTextMail.subject(), StandardCharsets.UTF_8.name());
            if (!answersWanted) {
                letter.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834 section 5
            }
            // From bytes, not from a string: finding out how to write a string needs files of the right class loader.
            letter.setDataHandler(new DataHandler(new ByteArrayDataSource(
                    crlf(plainTextMail.text()).getBytes(StandardCharsets.UTF_8), "text/plain; charset=UTF-8")));
            return letter;
        } catch (MessagingException impossible) {
            throw new IllegalStateException("A mail of checked parts can't be written", impossible);
        } finally {
            SignetClassLoader.leave(before);
        }
    }

    private static String crlf(String text) {
        String lines = text.replaceAll("\r\n|\r|\n", "\r\n");
        return lines.endsWith("\r\n") ? lines : lines + "\r\n";
    }
}
