package org.signetmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.message.Outcome;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.StoredMail;

/** Both routes send the same bytes. */
@Timeout(60)
class SameBytesTest {
    @TempDir
    Path folder;

    private PracticeTenantFixture contoso;
    private MailSessionFactory sessions;

    @BeforeEach
    void tenantStarts() throws Exception {
        contoso = new PracticeTenantFixture(folder);
        sessions = contoso.sessions();
    }

    @AfterEach
    void tenantStops() {
        contoso.close();
    }

    private static MimeMessage order() throws Exception {
        var properties = new Properties();
        properties.setProperty("mail.from", Contoso.NOTIFICATIONS); // Fixes the domain of its Message-ID.
        var message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(Contoso.NOTIFICATIONS);
        message.setRecipients(RecipientType.TO, Contoso.GUEST);
        message.setRecipients(RecipientType.CC, "Second User <" + Contoso.SHARED + ">");
        message.setSubject("Größe: " + "a subject that has to be folded, since it is long ".repeat(4), "UTF-8");
        message.setSentDate(Date.from(Instant.EPOCH));
        message.addHeader("X-Order", "4711");
        var text = new MimeBodyPart();
        text.setText("Grüße\n.\n..\n.hidden\nFrom here\n \ttrailing \n", "UTF-8");
        var attachment = new MimeBodyPart();
        attachment.setContent(new byte[] {0, 1, 13, 10, -1, 46, 10}, "application/octet-stream");
        attachment.setFileName("order.bin");
        message.setContent(new MimeMultipart(text, attachment));
        message.saveChanges();
        return message;
    }

    private StoredMail arrived() {
        return contoso.tenant.mailboxes().awaitInbox(Contoso.GUEST, mail -> true, Duration.ofSeconds(10));
    }

    private static String bodyOf(String message) {
        return message.substring(message.indexOf("\r\n\r\n"));
    }

    private StoredMail sent(MimeMessage message, DeliveryRoute route) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        try (MailSession session = sessions.system()) {
            assertThat(session.send(message, message.getAllRecipients())).isInstanceOf(Outcome.Accepted.class);
        }
        StoredMail mail = arrived();
        contoso.tenant.mailboxes().clear();
        return mail;
    }

    @Test
    void bothRoutesSendTheSameBytesAndTheBodyThatJakartaMailWrites() throws Exception {
        MimeMessage message = order();
        String bySmtp = sent(message, DeliveryRoute.SMTP).rawText();
        String byGraph = sent(message, DeliveryRoute.GRAPH).rawText();
        var serialized = new ByteArrayOutputStream();
        message.writeTo(serialized);

        assertThat(byGraph).isEqualTo(bySmtp);
        assertThat(bodyOf(bySmtp)).isEqualTo(bodyOf(serialized.toString(StandardCharsets.UTF_8)));
    }

    @Test
    void theOutcomeHasTheMessageIdThatWasSent() throws Exception {
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);
        var message = new MimeMessage(Session.getInstance(new Properties()));
        message.setRecipients(RecipientType.TO, Contoso.GUEST);
        message.setText("A message without Message-ID");

        try (MailSession session = sessions.onBehalfOf(new Mailbox(Contoso.FIRST_USER))) {
            assertThat(session.send(message))
                    .isInstanceOfSatisfying(
                            Outcome.Accepted.class,
                            accepted ->
                                    assertThat(arrived().header("Message-ID")).contains(accepted.messageId()));
        }
    }
}
