package org.signetmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.Message;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Symptom;
import org.signetmail.message.Outcome;
import org.signetmail.message.RefusalScope;
import org.signetmail.practice.Contoso;

/** The size limit of a message: reading a larger one stops early. */
@Timeout(60)
class MessageSizeTest {
    private static final int MB = 1024 * 1024;

    @TempDir
    Path folder;

    private PracticeTenantFixture contoso;

    @BeforeEach
    void tenantStarts() throws Exception {
        contoso = new PracticeTenantFixture(folder);
    }

    @AfterEach
    void tenantStops() {
        contoso.close();
    }

    private static MimeMessage message() throws Exception {
        var message = new MimeMessage(Session.getInstance(new Properties()));
        message.setRecipients(RecipientType.TO, Contoso.GUEST);
        message.setSubject("Large");
        message.setText("t");
        return message;
    }

    private static MimeMessage message(DataSource content) throws Exception {
        MimeMessage message = message();
        message.setDataHandler(new DataHandler(content));
        message.setHeader(
                "Content-Transfer-Encoding", "7bit"); // Otherwise Jakarta Mail reads all content to choose one.
        message.saveChanges();
        return message;
    }

    private Outcome sent(Message message) throws Exception {
        try (MailSession session = contoso.sessions().system()) {
            return session.send(message);
        }
    }

    private void isRefused(Outcome outcome, String code, String... words) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.symptom().code()).isEqualTo(code);
            assertThat(refused.symptom().words()).contains(words);
            assertThat(refused.scope()).isEqualTo(RefusalScope.MESSAGE);
        });
        assertThat(contoso.tenant.mailboxes().inbox(Contoso.GUEST)).isEmpty();
        assertThat(contoso.store.settings().status().failingSince()).isNull();
    }

    @ParameterizedTest
    @EnumSource(DeliveryRoute.class)
    void aMessageThatIsTooLargeIsNotReadToItsEnd(DeliveryRoute route) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        var endless = new Lines(Long.MAX_VALUE);

        isRefused(sent(message(endless)), Symptom.TOO_LARGE, "36700160 bytes", "signet.mail.largest");

        assertThat(endless.read).isLessThan(40L * MB);
    }

    /** Otherwise a part of the message would be sent without the rest. */
    @Test
    void aMessageIsRefusedEvenIfItsContentIgnoresTheException() throws Exception {
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);
        var stubborn = new DataHandler(new Lines(36L * MB)) {
            @Override
            public void writeTo(OutputStream out) {
                byte[] line = "0123456789\r\n".getBytes(StandardCharsets.US_ASCII);
                for (int at = 0; at < 4 * MB; at++) {
                    try {
                        out.write(line);
                    } catch (java.io.IOException ignored) {
                        // Content that ignores the failure.
                    }
                }
            }
        };
        MimeMessage message = message();
        message.setDataHandler(stubborn);
        message.setHeader("Content-Transfer-Encoding", "7bit");
        message.saveChanges();

        isRefused(sent(message), Symptom.TOO_LARGE, "signet.mail.largest");
    }

    @Test
    void theConfiguredSizeLimitIsExact() throws Exception {
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);
        MailSessionFactory sessions = contoso.sessions();
        MimeMessage message = message(new Lines(20_000));
        message.setHeader("Date", "Mon, 1 Jan 2024 00:00:00 +0000");
        int size = org.signetmail.message.OutgoingMessage.of(message, null, java.time.Instant.EPOCH)
                .renderedFor(new org.signetmail.message.SenderRule.Sender(
                        new org.signetmail.account.Mailbox(Contoso.NOTIFICATIONS), java.util.Optional.empty()))
                .size();

        sessions.dispatcher.applyLimits(limits(size - 1, 500));
        isRefused(sessions.system().send(message), Symptom.TOO_LARGE, (size - 1) + " bytes");
        sessions.dispatcher.applyLimits(limits(size, 500));
        assertThat(sessions.system().send(message)).isInstanceOf(Outcome.Accepted.class);
    }

    private static MailLimits limits(int largest, int recipients) {
        return new MailLimits(new org.signetmail.message.MessageLimits(largest, recipients), 16, 200, 100L * MB);
    }

    @Test
    void aMessageHasAtMostFiveHundredRecipients() throws Exception {
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);

        isRefused(sent(to(501)), Symptom.UNSENDABLE, "more than the 500 recipients", "signet.mail.recipients");
        assertThat(sent(to(500))).isInstanceOf(Outcome.Accepted.class);
    }

    private static MimeMessage to(int recipients) throws Exception {
        MimeMessage message = message();
        message.setRecipients(
                RecipientType.TO,
                InternetAddress.parse(String.join(
                        ",",
                        IntStream.range(0, recipients)
                                .mapToObj(number -> "guest" + number + "@partner.example")
                                .toList())));
        return message;
    }

    /** It is written in chunks, directly from the buffer. */
    @ParameterizedTest
    @EnumSource(DeliveryRoute.class)
    void aLargeMessageArrivesUnchanged(DeliveryRoute route) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        String lines = ".\r\n..\r\nA line. \r\n".repeat(20_000);
        MimeMessage message = message();
        message.setText(lines, "us-ascii");
        message.setHeader("Content-Transfer-Encoding", "7bit");
        message.saveChanges();

        assertThat(sent(message)).isInstanceOf(Outcome.Accepted.class);

        assertThat(contoso.tenant.mailboxes().inbox(Contoso.GUEST))
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).isEqualTo(lines));
    }

    /** Lines of text, generated while they are read. */
    private static final class Lines implements DataSource {
        private final long length;
        private long read;

        Lines(long length) {
            this.length = length;
        }

        @Override
        public InputStream getInputStream() {
            return new InputStream() {
                private long at;

                @Override
                public int read(byte[] into, int start, int most) {
                    for (int count = 0; count < most; count++) {
                        int one = read();
                        if (one < 0) {
                            return count == 0 ? -1 : count;
                        }
                        into[start + count] = (byte) one;
                    }
                    return most;
                }

                @Override
                public int read() {
                    if (at == length) {
                        return -1;
                    }
                    read++;
                    return at++ % 60 == 59 ? '\n' : 'a';
                }
            };
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getContentType() {
            return "application/x-lines";
        }

        @Override
        public String getName() {
            return "lines";
        }
    }
}
