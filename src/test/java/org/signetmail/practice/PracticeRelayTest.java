package org.signetmail.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.Properties;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PracticeRelayTest extends WithPracticeTenant {
    private static final String FROM = "app@elsewhere.example";

    private static void send(int port, String mechanism, String password) throws MessagingException {
        var properties = new Properties();
        boolean implicit = port == tenant.relay().implicitTlsPort();
        properties.put("mail.smtp.ssl.enable", String.valueOf(implicit));
        properties.put(
                "mail.smtp.starttls.required",
                String.valueOf(port == tenant.relay().startTlsPort()));
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.socketFactory", practiceClient.trust().getSocketFactory());
        // Otherwise Angus tries again with the JVM's own factory when ours refuses the certificate.
        properties.put("mail.smtp.socketFactory.fallback", "false");
        properties.put("mail.smtp.auth", String.valueOf(!password.isEmpty()));
        properties.put("mail.smtp.auth.mechanisms", mechanism);
        var session = Session.getInstance(properties);
        String mail = PracticeClient.mail(FROM, Contoso.GUEST, "By relay");
        var message = new MimeMessage(session, new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect(tenant.relay().host(), port, password.isEmpty() ? null : Contoso.RELAY_USER, password);
            transport.sendMessage(message, InternetAddress.parse(Contoso.GUEST));
        }
    }

    private static int startTls() {
        return tenant.relay().startTlsPort();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN"})
    void takesAMailWithThePasswordOverEitherKindOfTls(String mechanism) throws Exception {
        send(startTls(), mechanism, Contoso.RELAY_PASSWORD);
        send(tenant.relay().implicitTlsPort(), mechanism, Contoso.RELAY_PASSWORD);

        assertThat(tenant.mailboxes().inbox(Contoso.GUEST))
                .hasSize(2)
                .allMatch(mail -> mail.route().equals("Relay") && mail.author().equals(FROM));
        assertThat(tenant.requests().relayAuths()).hasSize(2).allMatch(RequestLog.MailAuth::tls);
        assertThat(tenant.requests().carried(Contoso.RELAY_PASSWORD)).isTrue();
    }

    @Test
    void takesAMailWithoutAPasswordOnThePlainPort() throws Exception {
        send(tenant.relay().plainPort(), "PLAIN", "");

        assertThat(tenant.mailboxes().inbox(Contoso.GUEST)).hasSize(1);
        assertThat(tenant.requests().relayAuths()).isEmpty();
    }

    @Test
    void refusesAWrongPassword() {
        assertThatThrownBy(() -> send(startTls(), "PLAIN", "wrong"))
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining("535 5.7.8");
    }

    @Test
    void refusesTheRightPasswordWhenSwitchedOn() {
        tenant.failures().on(Failure.RELAY_PASSWORD_REFUSED);

        assertThatThrownBy(() -> send(startTls(), "PLAIN", Contoso.RELAY_PASSWORD))
                .hasMessageContaining("535 5.7.8");
    }

    @Test
    void wantsAPasswordAndTlsWhereItOffersThem() throws Exception {
        try (var smtp = new SmtpClient(practiceClient, startTls())) {
            smtp.reply();
            assertThat(smtp.say("EHLO app.contoso.example"))
                    .contains("STARTTLS")
                    .doesNotContain("AUTH");
            assertThat(smtp.say("MAIL FROM:<a@b.example>")).startsWith("530");
        }
    }

    @Test
    void canRefuseARecipient() {
        tenant.failures().on(Failure.RELAY_RECIPIENT_REFUSED);

        assertThatThrownBy(() -> send(startTls(), "PLAIN", Contoso.RELAY_PASSWORD))
                .rootCause()
                .hasMessageContaining("550 5.7.1");
    }

    @Test
    void canLackStartTls() {
        tenant.failures().on(Failure.RELAY_NO_STARTTLS);

        assertThatThrownBy(() -> send(startTls(), "PLAIN", Contoso.RELAY_PASSWORD))
                .hasMessageContaining("STARTTLS");
        assertThat(tenant.requests().relayAuths()).isEmpty();
    }

    @Test
    void canShowACertificateForAnotherHost() {
        tenant.failures().on(Failure.RELAY_WRONG_HOST_NAME);

        assertThatThrownBy(() -> send(startTls(), "PLAIN", Contoso.RELAY_PASSWORD))
                .hasRootCauseInstanceOf(CertificateException.class);
        assertThatThrownBy(() -> send(tenant.relay().implicitTlsPort(), "PLAIN", Contoso.RELAY_PASSWORD))
                .rootCause()
                .isInstanceOfAny(CertificateException.class, SSLHandshakeException.class);
        assertThat(tenant.requests().relayAuths()).isEmpty();
    }

    @Test
    void canBeDownAndComeBack() throws Exception {
        tenant.failures().on(Failure.RELAY_DOWN);

        assertThatThrownBy(() -> send(startTls(), "PLAIN", Contoso.RELAY_PASSWORD))
                .isInstanceOf(MessagingException.class);

        tenant.failures().off(Failure.RELAY_DOWN);
        send(startTls(), "PLAIN", Contoso.RELAY_PASSWORD);
    }
}
