package org.signetmail.practice;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A mail in a folder, as it came over the wire.
 *
 * @param route {@code Graph}, {@code SMTP} or {@code Relay}
 * @param envelopeFrom SMTP's MAIL FROM, for Graph the mailbox of the URL
 * @param recipients of the envelope, for Graph To, Cc and Bcc
 * @param raw RFC 5322, without Bcc
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out
public record StoredMail(Instant received, String route, String envelopeFrom, List<String> recipients, byte[] raw) {
    public StoredMail {
        recipients = List.copyOf(recipients);
        raw = raw.clone();
    }

    /** A copy. */
    @Override
    public byte[] raw() {
        return raw.clone();
    }

    public String rawText() {
        return new String(raw, StandardCharsets.UTF_8);
    }

    /** The first header of that name, decoded and unfolded; empty if there is none. */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    public List<String> headers(String name) {
        try {
            String[] values = message().getHeader(name);
            return values == null
                    ? List.of()
                    : List.of(values).stream().map(StoredMail::decoded).toList();
        } catch (MessagingException unreadable) {
            throw new IllegalStateException("The mail in the practice mailbox can't be read.", unreadable);
        }
    }

    /** Decoded; empty without a Subject. */
    public String subject() {
        return header("Subject").orElse("");
    }

    /** The first text/plain part, else the first text part, else nothing. */
    public String text() {
        try {
            return text(message(), "text/plain").or(() -> anyText()).orElse("");
        } catch (MessagingException unreadable) {
            throw new IllegalStateException("The mail in the practice mailbox can't be read.", unreadable);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The address in From; empty if there is none that can be read. */
    public String author() {
        try {
            var authors = message().getFrom();
            return authors == null || authors.length == 0 ? "" : ((InternetAddress) authors[0]).getAddress();
        } catch (MessagingException unreadable) {
            return "";
        }
    }

    public MimeMessage message() throws MessagingException {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
    }

    private Optional<String> anyText() {
        try {
            return text(message(), "text/*");
        } catch (MessagingException unreadable) {
            throw new IllegalStateException("The mail in the practice mailbox can't be read.", unreadable);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Optional<String> text(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return Optional.of(part.getContent().toString());
        }
        if (part.isMimeType("multipart/*")) {
            var parts = (Multipart) part.getContent();
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart child = parts.getBodyPart(i);
                var found = text(child, type);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static String decoded(String value) {
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(value));
        } catch (UnsupportedEncodingException strange) {
            return value;
        }
    }
}
