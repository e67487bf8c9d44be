package org.signetmail.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.delivery.MailSessionFactory;
import org.signetmail.delivery.PracticeTenantFixture;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;
import org.signetmail.practice.StoredMail;

/** Signet's mail session as an application uses it through Jakarta Mail. */
@Timeout(60)
class SharedSessionTest {
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

    private static MimeMessage message(Session session, String from) throws MessagingException {
        var message = new MimeMessage(session);
        message.setFrom(from);
        message.setRecipients(RecipientType.TO, Contoso.GUEST);
        message.setSubject("Order 4711");
        var text = new MimeBodyPart();
        text.setText("Grüße\n.\n", "UTF-8");
        var attachment = new MimeBodyPart();
        attachment.setText("a,b\n", "UTF-8", "csv");
        attachment.setFileName("order.csv");
        message.setContent(new MimeMultipart(text, attachment));
        return message;
    }

    private StoredMail arrived() {
        return contoso.tenant.mailboxes().awaitInbox(Contoso.GUEST, mail -> true, Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @EnumSource(DeliveryRoute.class)
    void transportSendGoesThroughSignet(DeliveryRoute route) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        MimeMessage message = message(ApplicationMailFixture.forSystem(sessions), "ceo@fabrikam.com");

        Transport.send(message);

        assertThat(arrived().header("From")).contains(Contoso.NOTIFICATIONS);
        assertThat(arrived().header("Message-ID")).contains(message.getMessageID());
        assertThat(arrived().rawText()).contains("order.csv").doesNotContain("fabrikam");
    }

    @ParameterizedTest
    @CsvSource({
        "First User <first.user@contoso.example>, first.user@contoso.example",
        "someone@elsewhere.example, notifications@contoso.example"
    })
    void aUsersMailFollowsTheSenderRule(String user, String from) throws Exception {
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);

        Transport.send(message(ApplicationMailFixture.forUsers(sessions), user));

        assertThat(arrived().header("From").orElseThrow()).contains(from);
        assertThat(contoso.tenant.mailboxes().sent(from)).hasSize(1);
    }

    @Test
    void aTransportCanSendSeveralMessages() throws Exception {
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);
        Session session = ApplicationMailFixture.forSystem(sessions);
        try (Transport transport = session.getTransport()) {
            transport.connect("smtp.fabrikam.com", "ceo", "password");
            for (int mail = 0; mail < 3; mail++) {
                MimeMessage message = message(session, Contoso.FIRST_USER);
                message.saveChanges();
                transport.sendMessage(message, message.getAllRecipients());
            }
        }
        assertThat(contoso.tenant.mailboxes().inbox(Contoso.GUEST)).hasSize(3);
        assertThat(contoso.tenant.requests().smtpAuths()).hasSize(1);
    }

    @Test
    void aRefusalHasAReasonAndNoSentRecipients() throws Exception {
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);
        contoso.tenant.failures().on(Failure.MAILBOX_FULL);
        MimeMessage message = message(ApplicationMailFixture.forSystem(sessions), Contoso.FIRST_USER);

        assertThatExceptionOfType(SendFailedException.class)
                .isThrownBy(() -> Transport.send(message))
                .withMessageContaining("554 5.2.2")
                .satisfies(failed -> {
                    assertThat(failed.getValidSentAddresses()).isEmpty();
                    assertThat(failed.getValidUnsentAddresses()).hasSize(1);
                });
    }

    @Test
    void anUnknownOutcomeIsNotReportedAsUnsent() throws Exception {
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);
        contoso.tenant.failures().on(Failure.SMTP_DROPS_AFTER_DOT);
        MimeMessage message = message(ApplicationMailFixture.forSystem(sessions), Contoso.FIRST_USER);

        assertThatExceptionOfType(MessagingException.class)
                .isThrownBy(() -> Transport.send(message))
                .withMessageContaining("Not known whether");
    }

    @Test
    void missingSettingsAreReported() throws Exception {
        MimeMessage message = message(ApplicationMailFixture.forSystem(sessions), Contoso.FIRST_USER);
        assertThatExceptionOfType(SendFailedException.class)
                .isThrownBy(() -> Transport.send(message))
                .withMessageContaining("Custom SMTP Server is turned off");
    }

    @Test
    void itsPropertiesHoldNoSecret() throws Exception {
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);
        Session session = ApplicationMailFixture.forSystem(sessions);
        Transport.send(message(session, Contoso.FIRST_USER));

        assertThat(session.getProperties())
                .containsOnlyKeys(
                        "mail.transport.protocol",
                        "mail.transport.protocol.rfc822",
                        "mail.signet.sender",
                        "mail.signet.class",
                        "mail.smtp.class",
                        "mail.smtps.class");
        assertThat(session.requestPasswordAuthentication(null, 587, "smtp", "", ""))
                .isNull();
    }

    @Test
    void aMessageHasAMessageIdOfTheSystemMailboxesDomain() throws Exception {
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);
        MimeMessage message = message(ApplicationMailFixture.forSystem(sessions), Contoso.FIRST_USER);

        Transport.send(message);

        assertThat(message.getMessageID()).endsWith("@contoso.example>");
        assertThat(arrived().header("Message-ID")).contains(message.getMessageID());
    }

    @Test
    void anUnreachableSessionIsGarbageCollected() {
        var session = new WeakReference<>(ApplicationMailFixture.forSystem(sessions));

        for (int time = 0; time < 100 && session.get() != null; time++) {
            System.gc();
        }

        assertThat(session.get()).isNull();
    }

    @Test
    void aSessionThatAnApplicationCreatedCannotSend() throws Exception {
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);
        var properties = new Properties();
        properties.setProperty("mail.transport.protocol.rfc822", "signet");
        properties.setProperty("mail.signet.sender", "user");
        MimeMessage message = message(Session.getInstance(properties), Contoso.FIRST_USER);
        message.saveChanges();

        try (Transport transport = new SignetTransport(message.getSession(), null)) {
            transport.connect();
            assertThatExceptionOfType(SendFailedException.class)
                    .isThrownBy(() -> transport.sendMessage(message, message.getAllRecipients()))
                    .withMessageContaining("Signet did not make this mail session");
        }
        assertThat(contoso.tenant.mailboxes().inbox(Contoso.GUEST)).isEmpty();
    }

    /** Only sessions that Signet created have its provider. */
    @Test
    void otherSessionsDoNotFindSignetsTransport() {
        assertThatExceptionOfType(NoSuchProviderException.class)
                .isThrownBy(() -> Session.getInstance(new Properties()).getTransport("signet"));
    }
}
