package org.signetmail.benchmark;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Clock;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;

/** The mail that everybody sends: plain text and HTML, 10 KB together, composed anew each time. */
final class SampleMail {
    static final String TEXT = "Your order has been accepted and leaves our house tomorrow.\n".repeat(50);
    static final String HTML = "<p>Your order has been <b>accepted</b> and leaves our house tomorrow.</p>\n".repeat(94);

    private static final AtomicLong NUMBERS = new AtomicLong();

    private SampleMail() {}

    static String subject() {
        return "Order " + NUMBERS.incrementAndGet() + " of "
                + ProcessHandle.current().pid();
    }

    static MimeMessage in(Session session) throws MessagingException {
        var message = new MimeMessage(session);
        message.setFrom(new InternetAddress(Target.USER));
        message.setRecipient(RecipientType.TO, new InternetAddress(Target.RECIPIENT));
        message.setSubject(subject(), "UTF-8");
        message.setSentDate(Date.from(Clock.systemUTC().instant()));
        var text = new MimeBodyPart();
        text.setText(TEXT, "UTF-8");
        var html = new MimeBodyPart();
        html.setText(HTML, "UTF-8", "html");
        message.setContent(new MimeMultipart("alternative", text, html));
        return message;
    }
}
