package org.signetmail.practice;

import jakarta.activation.DataHandler;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** Turns Graph's JSON message resource into MIME, as Exchange does before it sends it. */
final class JsonMessage {
    private JsonMessage() {}

    static MimeMessage toMime(JsonObject message) throws MessagingException, GraphRefusal {
        var mail = new MimeMessage(Session.getInstance(new Properties()));
        mail.setSubject(message.getString("subject", ""), "UTF-8");
        if (message.containsKey("from")) {
            mail.setFrom(address(message.getJsonObject("from")));
        }
        mail.setRecipients(Message.RecipientType.TO, addresses(message, "toRecipients"));
        mail.setRecipients(Message.RecipientType.CC, addresses(message, "ccRecipients"));
        mail.setRecipients(Message.RecipientType.BCC, addresses(message, "bccRecipients"));
        var replyTo = addresses(message, "replyTo");
        if (replyTo.length > 0) {
            mail.setReplyTo(replyTo);
        }
        for (JsonValue value : array(message, "internetMessageHeaders")) {
            JsonObject header = value.asJsonObject();
            String name = header.getString("name");
            if (!name.toLowerCase(Locale.ROOT).startsWith("x-")) {
                throw GraphRefusal.invalidRequest(
                        "The internet message header name '" + name + "' should start with 'x-' or 'X-'.");
            }
            mail.addHeader(name, header.getString("value"));
        }
        content(mail, message);
        mail.saveChanges();
        return mail;
    }

    private static void content(MimeMessage mail, JsonObject message) throws MessagingException {
        var body = message.containsKey("body") ? message.getJsonObject("body") : JsonValue.EMPTY_JSON_OBJECT;
        String subtype = body.getString("contentType", "Text").equalsIgnoreCase("HTML") ? "html" : "plain";
        String text = body.getString("content", "");
        JsonArray attachments = array(message, "attachments");
        if (attachments.isEmpty()) {
            mail.setText(text, "UTF-8", subtype);
            return;
        }
        var parts = new MimeMultipart();
        var first = new MimeBodyPart();
        first.setText(text, "UTF-8", subtype);
        parts.addBodyPart(first);
        for (JsonValue value : attachments) {
            JsonObject file = value.asJsonObject();
            var part = new MimeBodyPart();
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(
                    Base64.getMimeDecoder().decode(file.getString("contentBytes")),
                    file.getString("contentType", "application/octet-stream"))));
            part.setFileName(file.getString("name"));
            parts.addBodyPart(part);
        }
        mail.setContent(parts);
    }

    private static InternetAddress[] addresses(JsonObject message, String property) throws MessagingException {
        List<InternetAddress> found = new ArrayList<>();
        for (JsonValue value : array(message, property)) {
            found.add(address(value.asJsonObject()));
        }
        return found.toArray(InternetAddress[]::new);
    }

    private static InternetAddress address(JsonObject recipient) throws MessagingException {
        JsonObject named = recipient.getJsonObject("emailAddress");
        try {
            return new InternetAddress(named.getString("address"), named.getString("name", null), "UTF-8");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonArray array(JsonObject message, String property) {
        return message.containsKey(property) ? message.getJsonArray(property) : JsonValue.EMPTY_JSON_ARRAY;
    }
}
