package org.signetmail.smtp;

import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayInputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

/**
 * How an application builds a message, step by step, through every API of Jakarta Mail.
 *
 * @param user the sending user; null for the system
 * @param wrapped nesting depth of multiparts around the parts
 */
record MailRecipe(String user, List<Step> steps, List<List<Step>> parts, int wrapped) {
    /** An operation on a message; those up to RAW_BODY also apply to a part. */
    enum Operation {
        SET_HEADER,
        ADD_HEADER,
        HEADER_LINE,
        CONTENT_ID,
        DESCRIPTION,
        DISPOSITION,
        FILE_NAME,
        LANGUAGE,
        MD5,
        TEXT,
        TEXT_OF_A_KIND,
        RAW_BODY,
        SUBJECT,
        SUBJECT_IN_UTF8,
        FROM,
        SENDER,
        REPLY_TO,
        TO,
        CC,
        BCC,
        TO_AS_TEXT,
        REREAD;

        boolean ofParts() {
            return compareTo(RAW_BODY) <= 0;
        }
    }

    record Step(Operation operation, String name, String value) {}

    /** Names of the headers set by the steps, in lower case; invalid names are left out. */
    Set<String> names() {
        var names = new HashSet<String>();
        for (Step step : steps) {
            names.add(nameOf(step));
            if (step.operation() == Operation.REREAD) {
                // A part read from bytes has the headers in those bytes.
                new String(raw(step), StandardCharsets.UTF_8)
                        .lines()
                        .forEach(line -> names.add(line.split(":", 2)[0].strip().toLowerCase(Locale.ROOT)));
            }
        }
        return names;
    }

    Set<String> namesInParts() {
        var names = new HashSet<String>();
        parts.forEach(steps -> steps.forEach(step -> names.add(nameOf(step))));
        return names;
    }

    private static String nameOf(Step step) {
        return switch (step.operation()) {
            case CONTENT_ID -> "content-id";
            case DESCRIPTION -> "content-description";
            case DISPOSITION, FILE_NAME -> "content-disposition";
            case LANGUAGE -> "content-language";
            case MD5 -> "content-md5";
            case SUBJECT, SUBJECT_IN_UTF8 -> "subject";
            case CC -> "cc";
            default -> step.name().split(":", 2)[0].strip().toLowerCase(Locale.ROOT);
        };
    }

    /** Builds the message. A step that Jakarta Mail refuses is skipped. */
    MimeMessage message() throws MessagingException {
        var message = new MimeMessage(Session.getInstance(new Properties()));
        message.setRecipients(RecipientType.TO, "guest@partner.example");
        message.setText("t");
        for (Step step : steps) {
            try {
                message = step.operation().ofParts() ? withPartStep(message, step) : withStep(message, step);
            } catch (MessagingException | RuntimeException refused) {
                // Skipped.
            }
        }
        if (!parts.isEmpty()) {
            var multipart = new MimeMultipart();
            for (List<Step> steps : parts) {
                multipart.addBodyPart(part(steps));
            }
            for (int i = 1; i < wrapped; i++) {
                var outer = new MimeBodyPart();
                outer.setContent(multipart);
                multipart = new MimeMultipart(outer);
            }
            message.setContent(multipart);
            if (steps.stream().anyMatch(step -> step.operation() == Operation.REREAD)) {
                message.saveChanges(); // A message that was parsed ignores changes otherwise.
            }
        }
        return message;
    }

    private static MimeBodyPart part(List<Step> steps) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText("p");
        for (Step step : steps) {
            try {
                toPart(part, step);
            } catch (MessagingException | RuntimeException refused) {
                // Skipped.
            }
        }
        return part;
    }

    private static MimeMessage withPartStep(MimeMessage message, Step step) throws MessagingException {
        toPart(message, step);
        return message;
    }

    private static void toPart(MimePart part, Step step) throws MessagingException {
        String value = step.value();
        switch (step.operation()) {
            case SET_HEADER -> part.setHeader(step.name(), value);
            case ADD_HEADER -> part.addHeader(step.name(), value);
            case HEADER_LINE -> part.addHeaderLine(step.name() + ":" + value);
            case CONTENT_ID -> part.setHeader("Content-ID", value);
            case DESCRIPTION -> part.setDescription(value);
            case DISPOSITION -> part.setDisposition(value);
            case FILE_NAME -> part.setFileName(value);
            case LANGUAGE -> part.setContentLanguage(new String[] {value});
            case MD5 -> part.setContentMD5(value);
            case TEXT -> part.setText(value, "UTF-8");
            case TEXT_OF_A_KIND -> part.setText(value, "UTF-8", step.name());
            default -> {
                part.setDataHandler(new DataHandler(
                        new ByteArrayDataSource(value.getBytes(StandardCharsets.UTF_8), "text/plain; charset=UTF-8")));
                part.setHeader("Content-Transfer-Encoding", value.length() % 2 == 0 ? "7bit" : "8bit");
            }
        }
    }

    private static MimeMessage withStep(MimeMessage message, Step step) throws MessagingException {
        String value = step.value();
        switch (step.operation()) {
            case SUBJECT -> message.setSubject(value);
            case SUBJECT_IN_UTF8 -> message.setSubject(value, "UTF-8");
            case FROM -> message.setFrom(address(step));
            case SENDER -> message.setSender(address(step));
            case REPLY_TO -> message.setReplyTo(new InternetAddress[] {address(step)});
            case TO -> message.addRecipient(RecipientType.TO, address(step));
            case CC -> message.addRecipient(RecipientType.CC, address(step));
            case BCC -> message.addRecipient(RecipientType.BCC, address(step));
            case TO_AS_TEXT -> message.setRecipients(RecipientType.TO, value);
            default -> {
                return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw(step)));
            }
        }
        return message;
    }

    /** An unpaired surrogate becomes a question mark. */
    private static byte[] raw(Step step) {
        return (step.name() + ": " + step.value() + "\r\nTo: guest@partner.example\r\n\r\n" + step.value())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static InternetAddress address(Step step) throws AddressException {
        var address = new InternetAddress();
        address.setAddress(step.value().isBlank() ? "zoe@partner.example" : step.value());
        try {
            address.setPersonal(step.name(), "UTF-8");
        } catch (UnsupportedEncodingException impossible) {
            throw new AddressException(impossible.getMessage());
        }
        return address;
    }
}
