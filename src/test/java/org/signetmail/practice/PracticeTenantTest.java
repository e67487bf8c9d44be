package org.signetmail.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a mail through the practice tenant, by both routes. */
class PracticeTenantTest {
    private static final String SUBJECT = "Grüße from the rehearsal";

    @TempDir
    private Path folder;

    private PracticeTenant tenant;
    private PracticeClient practiceClient;

    @BeforeEach
    void start() throws Exception {
        tenant = PracticeTenant.startOnFreePorts(folder);
        practiceClient = new PracticeClient(tenant);
    }

    @AfterEach
    void stop() {
        tenant.close();
    }

    @Test
    void aMailByGraphIsInTheInboxAndInTheSentFolderOfTheMailbox() throws Exception {
        String token = practiceClient.token(PracticeClient.GRAPH_SCOPE);

        var response = practiceClient.sendMime(
                Contoso.FIRST_USER, token, PracticeClient.mail(Contoso.FIRST_USER, Contoso.GUEST, SUBJECT));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).isEmpty();
        var mail = tenant.mailboxes().awaitInbox(Contoso.GUEST, any -> true, Duration.ofSeconds(5));
        assertThat(mail.subject()).isEqualTo(SUBJECT);
        assertThat(mail.header("Reply-To")).contains(Contoso.FIRST_USER);
        assertThat(mail.text()).startsWith("Good day.");
        assertThat(mail.route()).isEqualTo("Graph");
        assertThat(tenant.mailboxes().sent(Contoso.FIRST_USER)).containsExactly(mail);
    }

    @Test
    void aMailBySmtpIsInTheInboxAndInTheSentFolderOfTheMailbox() throws Exception {
        var properties = new Properties();
        properties.put("mail.smtp.auth.mechanisms", "XOAUTH2");
        properties.put("mail.smtp.auth", "true");
        properties.put("mail.smtp.starttls.required", "true");
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.socketFactory", practiceClient.trust().getSocketFactory());
        properties.put("mail.smtp.localhost", "app.contoso.example");
        var session = Session.getInstance(properties);
        String mail = PracticeClient.mail(Contoso.NOTIFICATIONS, Contoso.GUEST, SUBJECT);
        var message = new MimeMessage(session, new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));

        try (Transport transport = session.getTransport("smtp")) {
            transport.connect(
                    tenant.smtpHost(),
                    tenant.smtpPort(),
                    Contoso.NOTIFICATIONS,
                    practiceClient.token(PracticeClient.EXCHANGE_SCOPE));
            transport.sendMessage(message, new InternetAddress[] {new InternetAddress(Contoso.GUEST)});
        }

        var arrived = tenant.mailboxes().awaitInbox(Contoso.GUEST, any -> true, Duration.ofSeconds(5));
        assertThat(arrived.rawText()).isEqualTo(mail);
        assertThat(arrived.route()).isEqualTo("SMTP");
        assertThat(arrived.envelopeFrom()).isEqualTo(Contoso.NOTIFICATIONS);
        assertThat(tenant.mailboxes().sent(Contoso.NOTIFICATIONS)).containsExactly(arrived);
        assertThat(tenant.requests().smtpAuths())
                .extracting(RequestLog.MailAuth::user, RequestLog.MailAuth::tls)
                .containsExactly(tuple(Contoso.NOTIFICATIONS, true));
    }

    @Test
    void aMailToNobodyInsideComesBackToItsSender() throws Exception {
        String nobody = "nobody@" + Contoso.DOMAIN;
        practiceClient.sendMime(
                Contoso.SHARED,
                practiceClient.token(PracticeClient.GRAPH_SCOPE),
                PracticeClient.mail(Contoso.SHARED, nobody, SUBJECT));

        assertThat(tenant.mailboxes().inbox(nobody)).isEmpty();
        assertThat(tenant.mailboxes().inbox(Contoso.SHARED))
                .extracting(StoredMail::subject)
                .containsExactly("Undeliverable: " + SUBJECT);
    }

    @Test
    void theCertificateAuthorityOfAFolderStaysTheSame() throws Exception {
        byte[] first = Files.readAllBytes(tenant.caFile());
        tenant.close();

        try (var again = PracticeTenant.startOnFreePorts(folder)) {
            assertThat(Files.readAllBytes(again.caFile())).isEqualTo(first);
            assertThat(new PracticeClient(again).token(PracticeClient.GRAPH_SCOPE))
                    .isNotBlank();
        }
    }

    @Test
    void theLogTellsWhetherAnyRequestCarriedASecret() throws Exception {
        practiceClient.token(PracticeClient.GRAPH_SCOPE);
        int mark = tenant.requests().mark();
        practiceClient.askToken(Contoso.TENANT_ID, Map.of("client_secret", Contoso.NEW_SECRET));

        assertThat(tenant.requests().carried(Contoso.CLIENT_SECRET)).isTrue();
        assertThat(tenant.requests().since(mark).carried(Contoso.CLIENT_SECRET)).isFalse();
        assertThat(tenant.requests().since(mark).carried(Contoso.NEW_SECRET)).isTrue();
        assertThat(tenant.requests().all().toString()).doesNotContain(Contoso.CLIENT_SECRET);
        assertThat(tenant.requests().since(mark).tokens()).hasSize(1);
    }
}
