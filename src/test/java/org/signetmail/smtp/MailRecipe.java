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
 * How an application writes a message, step by step, through every door that Jakarta Mail has.
 *
 * @param user for whom it is sent; null for the system
 * @param wrapped how many multiparts the parts are in
 */
record MailRecipe(String user, List<Step> steps, List<List<Step>> parts, int wrapped) {
    /** What can be done to a message; those up to BODY_AS_IT_IS to a part of one, too. */
    enum Door {
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
        BODY_AS_IT_IS,
        SUBJECT,
        SUBJECT_IN_UTF8,
        FROM,
        SENDER,
        REPLY_TO,
        TO,
        CC,
        BCC,
        TO_AS_TEXT,
        READ_ANEW;

        boolean ofParts() {
            return compareTo(BODY_AS_IT_IS) <= 0;
        }
    }

    record Step(Door door, String name, String value) {}

    /** Headers that the steps give, in small letters; a header of a name that is none is not in it. */
    Set<String> names() {
        var names = new HashSet<String>();
        for (Step step : steps) {
            names.add(nameOf(step));
            if (step.door() == Door.READ_ANEW) {
                // What is read from bytes has the headers that stand in them.
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
        return switch (step.door()) {
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

    /** A step that Jakarta Mail itself refuses is left out. */
    MimeMessage message() throws MessagingException {
        var message = new MimeMessage(Session.getInstance(new Properties()));
        message.setRecipients(RecipientType.TO, "guest@partner.example");
        message.setText("t");
        for (Step step : steps) {
            try {
                message = step.door().ofParts() ? withPartStep(message, step) : withStep(message, step);
            } catch (MessagingException | RuntimeException refused) {
                // Left out.
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
            if (steps.stream().anyMatch(step -> step.door() == Door.READ_ANEW)) {
                message.saveChanges(); // One that was read takes no note of it otherwise.
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
                // Left out.
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
        switch (step.door()) {
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
        switch (step.door()) {
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

    /** Half of a pair of surrogates becomes a question mark. */
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
