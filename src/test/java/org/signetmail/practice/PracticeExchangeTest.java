package org.signetmail.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The conversation on Exchange's submission port. */
class PracticeExchangeTest extends WithPracticeTenant {
    private static final String MAIL = PracticeClient.mail(Contoso.SHARED, Contoso.GUEST, "Hello");

    @Nested
    class BeforeTls {
        @Test
        void theGreetingIsThatOfExchangeAndNoAuthIsOffered() throws Exception {
            try (var smtp = new SmtpClient(practiceClient, tenant.smtpPort())) {
                assertThat(smtp.reply())
                        .matches(
                                "220 \\S+\\.outlook\\.office365\\.com Microsoft ESMTP MAIL Service ready at .* \\+?.*");
                assertThat(smtp.say("EHLO app.contoso.example"))
                        .contains("250-STARTTLS", "250-PIPELINING", "250-SIZE 157286400", "250 SMTPUTF8")
                        .doesNotContain("AUTH");
                assertThat(smtp.say("MAIL FROM:<shared@contoso.example>")).startsWith("530 5.7.57 Client not auth");
            }
        }

        @Test
        void aCredentialInClearIsRefusedAndLogged() throws Exception {
            try (var smtp = new SmtpClient(practiceClient, tenant.smtpPort())) {
                smtp.reply();
                smtp.say("EHLO app.contoso.example");

                assertThat(smtp.say("AUTH XOAUTH2 " + SmtpClient.sasl(Contoso.SHARED, "the-token")))
                        .startsWith("504");
            }
            assertThat(tenant.requests().smtpAuths()).singleElement().matches(auth -> !auth.tls());
            assertThat(tenant.requests().carried("the-token")).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "localhost", "MacBook..", "under_score.example"})
        void aClientNeedsAFullName(String name) throws Exception {
            try (var smtp = new SmtpClient(practiceClient, tenant.smtpPort())) {
                smtp.reply();
                assertThat(smtp.say("EHLO " + name)).startsWith("501 5.5.4 Invalid domain name");
            }
        }

        @Test
        void startTlsCanBeMissing() throws Exception {
            tenant.failures().on(Failure.NO_STARTTLS);
            try (var smtp = new SmtpClient(practiceClient, tenant.smtpPort())) {
                smtp.reply();
                assertThat(smtp.say("EHLO [127.0.0.1]")).doesNotContain("STARTTLS", "AUTH");
                assertThat(smtp.say("STARTTLS")).startsWith("502");
            }
        }

        @Test
        void whatIsSentAheadOfTlsIsForgotten() throws Exception {
            try (var smtp = new SmtpClient(practiceClient, tenant.smtpPort())) {
                smtp.reply();
                smtp.say("EHLO app.contoso.example");
                assertThat(smtp.say("STARTTLS\r\nNOOP")).startsWith("220");
                smtp.startTls();
                assertThat(smtp.say("EHLO app.contoso.example")).contains("250-AUTH LOGIN XOAUTH2");
            }
        }
    }

    @Nested
    class Certificates {
        @ParameterizedTest
        @EnumSource(names = {"WRONG_HOST_NAME", "SMTP_UNTRUSTED"})
        void canBeWrong(Failure failure) {
            tenant.failures().on(failure);

            assertThatThrownBy(() -> SmtpClient.secured(tenant, practiceClient))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Nested
    class Sending {
        private SmtpClient signedIn() throws Exception {
            var smtp = SmtpClient.secured(tenant, practiceClient);
            smtp.say("AUTH XOAUTH2 "
                    + SmtpClient.sasl(Contoso.SHARED, practiceClient.token(PracticeClient.EXCHANGE_SCOPE)));
            return smtp;
        }

        @Test
        void isAnsweredInTheRecordedWords() throws Exception {
            try (var smtp = SmtpClient.secured(tenant, practiceClient)) {
                String sasl = SmtpClient.sasl(Contoso.SHARED, practiceClient.token(PracticeClient.EXCHANGE_SCOPE));
                assertThat(smtp.say("AUTH XOAUTH2 " + sasl)).isEqualTo("235 2.7.0 Authentication successful");
                assertThat(smtp.say("MAIL FROM:<shared@contoso.example>")).isEqualTo("250 2.1.0 Sender OK");
                assertThat(smtp.say("RCPT TO:<guest@partner.example>")).isEqualTo("250 2.1.5 Recipient OK");
                assertThat(smtp.say("DATA")).isEqualTo("354 Start mail input; end with <CRLF>.<CRLF>");
                assertThat(smtp.say(MAIL + "."))
                        .matches("250 2\\.0\\.0 OK <1@contoso\\.example> \\[Hostname=\\S+\\.prod\\.outlook\\.com]");
                assertThat(smtp.say("QUIT")).isEqualTo("221 2.0.0 Service closing transmission channel");
                assertThat(smtp.reply()).isEmpty();
            }
        }

        @Test
        void canBePipelined() throws Exception {
            try (var smtp = signedIn()) {
                smtp.write("MAIL FROM:<shared@contoso.example>\r\nRCPT TO:<guest@partner.example>\r\nDATA\r\n");
                smtp.reply();
                smtp.reply();
                assertThat(smtp.reply()).startsWith("354");
                smtp.write(MAIL + ".\r\nNOOP\r\n");
                assertThat(smtp.reply()).startsWith("250 2.0.0 OK <");
                assertThat(smtp.reply()).isEqualTo("250 2.0.0 OK");
            }
        }

        @Test
        void canBeDoneInChunks() throws Exception {
            try (var smtp = signedIn()) {
                int half = MAIL.length() / 2;
                smtp.write("MAIL FROM:<shared@contoso.example>\r\nRCPT TO:<guest@partner.example>\r\nBDAT " + half
                        + "\r\n" + MAIL.substring(0, half));
                smtp.reply();
                smtp.reply();
                assertThat(smtp.reply()).isEqualTo("250 2.0.0 " + half + " octets received");
                assertThat(smtp.say("BDAT " + (MAIL.length() - half) + " LAST\r\n"
                                + MAIL.substring(half).strip()))
                        .startsWith("250 2.0.0 OK <");
            }
            assertThat(tenant.mailboxes().inbox(Contoso.GUEST).get(0).rawText()).isEqualTo(MAIL);
        }

        @Test
        void refusesABadAddressAndAHugeMail() throws Exception {
            try (var smtp = signedIn()) {
                assertThat(smtp.say("MAIL FROM:<shared@contoso.example> SIZE=157286401"))
                        .startsWith("552 5.3.4");
                smtp.say("MAIL FROM:<shared@contoso.example>");
                assertThat(smtp.say("RCPT TO:<nowhere>")).startsWith("501 5.1.3");
                assertThat(smtp.say("DATA")).startsWith("503");
            }
        }

        @Test
        void mayEndInSilenceThoughTheMailWentOut() throws Exception {
            tenant.failures().on(Failure.SMTP_SILENT_AFTER_DOT);
            try (var smtp = signedIn()) {
                smtp.patience(500);
                assertThatThrownBy(() -> smtp.send(Contoso.SHARED, Contoso.GUEST, MAIL))
                        .isInstanceOf(SocketTimeoutException.class);
            }
            assertThat(tenant.mailboxes().sent(Contoso.SHARED)).hasSize(1);
        }

        @Test
        void mayEndInAHangUp() throws Exception {
            tenant.failures().on(Failure.SMTP_DROPS_AFTER_DOT);
            try (var smtp = signedIn()) {
                assertThat(smtp.send(Contoso.SHARED, Contoso.GUEST, MAIL)).isEmpty();
            }
            assertThat(tenant.mailboxes().sent(Contoso.SHARED)).isEmpty();
        }
    }

    @Nested
    class Unreachable {
        @Test
        void whenDownAndBackOnTheSamePort() throws Exception {
            try (var open = SmtpClient.secured(tenant, practiceClient)) {
                tenant.failures().on(Failure.SMTP_DOWN);

                assertThatThrownBy(() -> new SmtpClient(practiceClient, tenant.smtpPort()))
                        .isInstanceOf(ConnectException.class);
                assertThat(open.gone()).isTrue();
            }

            tenant.failures().off(Failure.SMTP_DOWN);
            SmtpClient.secured(tenant, practiceClient).close();
        }

        @Test
        void whenSilentFromTheStart() throws Exception {
            tenant.failures().on(Failure.SMTP_SILENT);
            try (var smtp = new SmtpClient(practiceClient, tenant.smtpPort())) {
                smtp.patience(300);
                assertThatThrownBy(smtp::reply).isInstanceOf(SocketTimeoutException.class);
            }
        }
    }
}
