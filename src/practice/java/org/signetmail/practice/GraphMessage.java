package org.signetmail.practice;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What was posted to sendMail, in either of its two forms.
 *
 * @param from empty where the message named none
 * @param raw without Bcc
 */
@SuppressWarnings("ArrayRecordComponent") // goes on at once to where it is copied
record GraphMessage(Optional<String> from, List<String> recipients, byte[] raw, boolean saveToSentItems) {

    /**
     * Base64 of a whole message, as {@code text/plain}.
     *
     * @see <a href="https://learn.microsoft.com/graph/outlook-send-mime-message">Send MIME messages</a>
     */
    static GraphMessage mime(byte[] body, String mailbox) throws IOException {
        try {
            String base64 = new String(body, StandardCharsets.US_ASCII).replaceAll("[\\r\\n]", "");
            byte[] raw = Base64.getDecoder().decode(base64);
            if (raw.length == 0) {
                throw GraphRefusal.notBase64();
            }
            var mail = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
            return of(mail, mailbox, true);
        } catch (IllegalArgumentException notBase64) {
            throw GraphRefusal.notBase64();
        } catch (MessagingException unreadable) {
            throw GraphRefusal.recipients();
        }
    }

    /**
     * The JSON form.
     *
     * @see <a href="https://learn.microsoft.com/graph/api/user-sendmail">user: sendMail</a>
     */
    static GraphMessage json(byte[] body, String mailbox) throws IOException {
        JsonObject posted;
        try (var reader = Json.createReader(new ByteArrayInputStream(body))) {
            posted = reader.readObject();
        } catch (JsonException malformed) {
            throw GraphRefusal.unreadable("Unable to read JSON request payload.");
        }
        if (!posted.containsKey("message")) {
            throw GraphRefusal.invalidRequest("The 'message' parameter is required.");
        }
        // Microsoft's own sample sends it as a string.
        boolean save = !posted.containsKey("saveToSentItems")
                || !posted.get("saveToSentItems").toString().replace("\"", "").equalsIgnoreCase("false");
        try {
            return of(JsonMessage.toMime(posted.getJsonObject("message")), mailbox, save);
        } catch (MessagingException unusable) {
            throw GraphRefusal.recipients();
        } catch (ClassCastException | NullPointerException wrongShape) {
            throw GraphRefusal.unreadable("A property of the message has the wrong type or is missing.");
        }
    }

    private static GraphMessage of(MimeMessage mail, String mailbox, boolean save)
            throws MessagingException, IOException {
        Address[] all = mail.getAllRecipients();
        if (all == null || all.length == 0) {
            throw GraphRefusal.recipients();
        }
        var recipients = new ArrayList<String>();
        for (Address one : all) {
            String address = ((InternetAddress) one).getAddress();
            if (!address.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
                throw GraphRefusal.recipients();
            }
            recipients.add(address);
        }
        Address[] authors = mail.getFrom();
        Optional<String> from = authors == null || authors.length == 0
                ? Optional.empty()
                : Optional.of(((InternetAddress) authors[0]).getAddress());
        if (from.isEmpty()) {
            mail.setHeader("From", mailbox);
        }
        mail.removeHeader("Bcc");
        var bytes = new ByteArrayOutputStream();
        mail.writeTo(bytes);
        return new GraphMessage(from, recipients, bytes.toByteArray(), save);
    }
}
