package org.signetmail.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.delivery.PracticeTenantFixture;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.StoredMail;
import org.signetmail.token.LogCapture;

/**
 * The behaviour of a looked-up session for an application. The server's context and the application's name are
 * simulated.
 */
@Timeout(60)
class ApplicationMailTest {
    private static final ApplicationAllowList LIST = new ApplicationAllowList(
            Map.of(SenderKind.SYSTEM, Set.of("newspaper", "bookshop"), SenderKind.USER, Set.of("newspaper")));

    @TempDir
    Path folder;

    private PracticeTenantFixture contoso;
    private ApplicationMail system;
    private ApplicationMail users;
    private Optional<String> caller = Optional.of("newspaper");
    private boolean inside;
    private int contextCalls;

    @BeforeEach
    void tenantStarts() throws Exception {
        contoso = new PracticeTenantFixture(folder);
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
        var context = new SignetContext(this::contextual);
        var sessions = contoso.sessions();
        system = ApplicationMailFixture.of(SenderKind.SYSTEM, LIST, () -> caller, context, sessions);
        users = ApplicationMailFixture.of(SenderKind.USER, LIST, () -> caller, context, sessions);
    }

    private Executor contextual(Executor executor) {
        return work -> {
            inside = true;
            contextCalls++;
            executor.execute(work);
            inside = false;
        };
    }

    @AfterEach
    void tenantStops() {
        contoso.close();
    }

    private static MimeMessage message(ApplicationMail mail) throws Exception {
        var message = new MimeMessage(SharedSession.create(mail, "any"));
        message.setFrom(new InternetAddress(Contoso.FIRST_USER, "First User"));
        message.setRecipients(RecipientType.TO, Contoso.GUEST);
        message.setSubject("Subscription 4711");
        message.setText("Welcome.");
        return message;
    }

    private StoredMail arrived() {
        return contoso.tenant.mailboxes().awaitInbox(Contoso.GUEST, mail -> true, Duration.ofSeconds(10));
    }

    private void assertRefused(ApplicationMail mail, String... reasons) throws Exception {
        MimeMessage message = message(mail);
        assertThatExceptionOfType(SendFailedException.class)
                .isThrownBy(() -> Transport.send(message))
                .satisfies(refused -> {
                    assertThat(refused).hasMessageContainingAll(reasons);
                    assertThat(refused.getValidUnsentAddresses()).hasSize(1);
                });
        assertThat(contoso.tenant.mailboxes().inbox(Contoso.GUEST)).isEmpty();
    }

    @Test
    void theSystemsMailLeavesFromTheSystemMailbox() throws Exception {
        Transport.send(message(system));

        assertThat(arrived().author()).isEqualTo(Contoso.NOTIFICATIONS);
        assertThat(arrived().text().strip()).isEqualTo("Welcome.");
    }

    @Test
    void aUsersMailFollowsTheSenderRule() throws Exception {
        Transport.send(message(users));

        assertThat(arrived().author()).isEqualTo(Contoso.FIRST_USER);
        assertThat(contoso.tenant.mailboxes().sent(Contoso.FIRST_USER)).hasSize(1);
    }

    @Test
    void anUnlistedApplicationIsRefusedByNameAndKey() throws Exception {
        caller = Optional.of("unlisted");
        try (var log = new LogCapture()) {
            assertRefused(system, "unlisted", "signet.applications.system");
            assertThat(log.text())
                    .contains("SIGNET-1701", "application=\"unlisted\"", "key=\"signet.applications.system\"");
        }
    }

    @Test
    void anApplicationListedForTheSystemMayNotSendForUsers() throws Exception {
        caller = Optional.of("bookshop");
        assertRefused(users, "bookshop", "signet.applications.user");

        Transport.send(message(system));

        assertThat(arrived().author()).isEqualTo(Contoso.NOTIFICATIONS);
    }

    @Test
    void anUnidentifiedApplicationIsRefused() throws Exception {
        caller = Optional.empty();

        assertRefused(system, "does not say which application this is");
    }

    @Test
    void aKeptSessionIsDeniedAfterSignetStopped() throws Exception {
        Transport.send(message(system));
        contoso.tenant.mailboxes().clear();
        system.close();

        assertRefused(system, "Signet was stopped", "java:global/mail/signet/system");
    }

    /** Its content may be code of any application, which in Signet's context could look up Signet's resources. */
    @Test
    void aMessageIsSerializedOutsideSignetsContext() throws Exception {
        MimeMessage message = message(system);
        var source = new Source();
        message.setDataHandler(new DataHandler(source));

        Transport.send(message);

        assertThat(arrived().text().strip()).isEqualTo("From a source.");
        assertThat(source.readInside).isFalse();
    }

    @Test
    void headerInjectionIsRefused() throws Exception {
        MimeMessage message = message(system);
        message.setHeader("X-Name", "a\r\nBcc: " + Contoso.SHARED);

        assertThatExceptionOfType(SendFailedException.class)
                .isThrownBy(() -> Transport.send(message))
                .withMessageContaining("would begin another header");
    }

    @Test
    void aFromWithTwoUsersIsRefused() throws Exception {
        MimeMessage message = message(users);
        message.setHeader("From", Contoso.FIRST_USER + ", " + Contoso.SHARED);

        assertThatExceptionOfType(SendFailedException.class)
                .isThrownBy(() -> Transport.send(message))
                .withMessageContaining("is not one user");
        assertThat(contoso.tenant.mailboxes().inbox(Contoso.GUEST)).isEmpty();
    }

    @Test
    void anInvalidAddressIsReportedAsInvalid() throws Exception {
        MimeMessage message = message(system);
        var invalid = new InternetAddress();
        invalid.setAddress("two words");
        try (Transport transport = message.getSession().getTransport()) {
            transport.connect();
            assertThatExceptionOfType(SendFailedException.class)
                    .isThrownBy(() -> transport.sendMessage(
                            message, new InternetAddress[] {new InternetAddress(Contoso.GUEST), invalid}))
                    .satisfies(refused -> {
                        assertThat(refused.getInvalidAddresses()).containsExactly(invalid);
                        assertThat(refused.getValidUnsentAddresses()).hasSize(1);
                    });
        }
    }

    private final class Source extends ByteArrayDataSource {
        private boolean readInside;

        Source() {
            super("From a source.".getBytes(StandardCharsets.US_ASCII), "text/plain; charset=us-ascii");
        }

        @Override
        public InputStream getInputStream() throws IOException {
            readInside |= inside;
            return super.getInputStream();
        }
    }

    @Test
    void mailFromIsReadInSignetsContextWhileSignetRuns() throws Exception {
        Session session = SharedSession.create(system, "system");
        contextCalls = 0;

        assertThat(session.getProperty("mail.from")).isEqualTo(Contoso.NOTIFICATIONS);
        assertThat(contextCalls).isPositive();

        system.close();
        assertThat(session.getProperty("mail.from")).isNull();
    }

    /** The complete properties of a session. */
    @Test
    void aSessionHasOnlyTheseProperties() {
        Session session = SharedSession.create(system, "system");

        assertThat(session.getProperties())
                .containsOnlyKeys(
                        "mail.transport.protocol",
                        "mail.transport.protocol.rfc822",
                        "mail.signet.class",
                        "mail.smtp.class",
                        "mail.smtps.class",
                        "mail.signet.sender");
    }
}
