package org.signetmail.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.TimeZone;
import java.util.UUID;
import org.signetmail.account.Mailbox;

/** Writes a mail down as an RFC 5322 message, once. */
final class MimeLetter extends MimeMessage {
    private final String messageId;

    private MimeLetter(Session session, Mailbox from) {
        super(session);
        messageId = "<" + UUID.randomUUID() + "@" + from.domain() + ">";
    }

    /** @param date when the mail was written, for its Date header */
    static RenderedMail rendered(SenderRule.Sender sender, Mail mail, Instant date) {
        var letter = new MimeLetter(Session.getInstance(new Properties()), sender.mailbox());
        try {
            letter.setFrom(address(sender.mailbox()));
            letter.setRecipients(Message.RecipientType.TO, addresses(mail.to()));
            if (sender.replyTo().isPresent()) {
                letter.setReplyTo(addresses(List.of(sender.replyTo().get())));
            } else {
                // Written by a system, so that no out-of-office note comes back (RFC 3834 section 5).
                letter.setHeader("Auto-Submitted", "auto-generated");
            }
            letter.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
            letter.setHeader("Date", rfc5322(date));
            // From bytes, not from a string: finding out how to write a string needs files of the right class loader.
            letter.setDataHandler(new DataHandler(new ByteArrayDataSource(
                    crlf(mail.text()).getBytes(StandardCharsets.UTF_8), "text/plain; charset=UTF-8")));
            letter.saveChanges();
            var bytes = new ByteArrayOutputStream();
            letter.writeTo(bytes);
            return new RenderedMail(sender.mailbox(), mail.to(), bytes.toByteArray());
        } catch (MessagingException impossible) {
            throw new IllegalStateException("A mail of checked parts can't be written", impossible);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static InternetAddress[] addresses(List<Mailbox> mailboxes) {
        return mailboxes.stream().map(MimeLetter::address).toArray(InternetAddress[]::new);
    }

    private static InternetAddress address(Mailbox mailbox) {
        var address = new InternetAddress();
        address.setAddress(mailbox.address());
        return address;
    }

    private static String rfc5322(Instant date) {
        var format = new MailDateFormat();
        format.setTimeZone(TimeZone.getTimeZone("UTC"));
        return format.format(Date.from(date));
    }

    private static String crlf(String text) {
        String lines = text.replaceAll("\r\n|\r|\n", "\r\n");
        return lines.endsWith("\r\n") ? lines : lines + "\r\n";
    }

    /** On the sender's domain: Jakarta Mail's own would tell the name of this machine. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }
}
