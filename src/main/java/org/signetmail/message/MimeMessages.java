package org.signetmail.message;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Converts plain-text mails to MIME messages. */
public final class MimeMessages {
    private MimeMessages() {}

    /**
     * Returns the message of a mail.
     *
     * @param repliesWanted false for mail of the system, which is marked as auto-submitted to suppress out-of-office
     *     replies
     */
    public static Message of(PlainTextMail plainTextMail, boolean repliesWanted) {
        ClassLoader before = SignetClassLoader.enter();
        try {
            var message = new MimeMessage(Session.getInstance(new Properties()));
            message.setRecipients(
                    Message.RecipientType.TO,
                    plainTextMail.to().stream().map(Envelope::address).toArray(InternetAddress[]::new));
            message.setSubject(plainTextMail.subject(), StandardCharsets.UTF_8.name());
            if (!repliesWanted) {
                message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834 section 5
            }
            DataHandler text = handler(crlf(plainTextMail.text()), "text/plain; charset=UTF-8");
            if (plainTextMail.attachment().isEmpty()) {
                message.setDataHandler(text);
            } else {
                message.setContent(
                        withAttachment(text, plainTextMail.attachment().get()));
            }
            return message;
        } catch (MessagingException impossible) {
            throw new IllegalStateException("A validated message can't be built", impossible);
        } finally {
            SignetClassLoader.leave(before);
        }
    }

    private static MimeMultipart withAttachment(DataHandler text, PlainTextMail.Attachment attachment)
            throws MessagingException {
        var first = new MimeBodyPart();
        first.setDataHandler(text);
        var file = new MimeBodyPart();
        file.setDataHandler(handler(attachment.content(), attachment.type()));
        file.setFileName(attachment.name());
        file.setDisposition(Part.ATTACHMENT);
        return new MimeMultipart(first, file);
    }

    /** From bytes: for a string, Jakarta Activation looks up its handler by files of the class loader. */
    private static DataHandler handler(String content, String type) {
        return new DataHandler(new ByteArrayDataSource(content.getBytes(StandardCharsets.UTF_8), type));
    }

    private static String crlf(String text) {
        String lines = text.replaceAll("\r\n|\r|\n", "\r\n");
        return lines.endsWith("\r\n") ? lines : lines + "\r\n";
    }
}
