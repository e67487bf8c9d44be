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
import org.signetmail.token.EverythingLogged;

/** What an application sees that looked up a session; its server and its name are played. */
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
    private int looked;

    @BeforeEach
    void opens() throws Exception {
        contoso = new PracticeTenantFixture(folder);
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
        var house = new SignetContext(this::contextual);
        var sessions = contoso.sessions();
        system = ApplicationMailFixture.of(SenderKind.SYSTEM, LIST, () -> caller, house, sessions);
        users = ApplicationMailFixture.of(SenderKind.USER, LIST, () -> caller, house, sessions);
    }

    private Executor contextual(Executor own) {
        return work -> {
            inside = true;
            looked++;
            own.execute(work);
            inside = false;
        };
    }

    @AfterEach
    void closes() {
        contoso.close();
    }

    private static MimeMessage message(ApplicationMail way) throws Exception {
        var message = new MimeMessage(SharedSession.over(way, "any"));
        message.setFrom(new InternetAddress(Contoso.FIRST_USER, "First User"));
        message.setRecipients(RecipientType.TO, Contoso.GUEST);
        message.setSubject("Subscription 4711");
        message.setText("Welcome.");
        return message;
    }

    private StoredMail arrived() {
        return contoso.tenant.mailboxes().awaitInbox(Contoso.GUEST, mail -> true, Duration.ofSeconds(10));
    }

    private void isRefused(ApplicationMail way, String... because) throws Exception {
        MimeMessage message = message(way);
        assertThatExceptionOfType(SendFailedException.class)
                .isThrownBy(() -> Transport.send(message))
                .satisfies(refused -> {
                    assertThat(refused).hasMessageContainingAll(because);
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
    void whoIsNotListedIsRefusedByNameAndKey() throws Exception {
        caller = Optional.of("stranger");
        try (var log = new EverythingLogged()) {
            isRefused(system, "stranger", "signet.applications.system");
            assertThat(log.text())
                    .contains("SIGNET-1701", "application=\"stranger\"", "key=\"signet.applications.system\"");
        }
    }

    @Test
    void whoIsListedForTheSystemAloneSendsForNoUser() throws Exception {
        caller = Optional.of("bookshop");
        isRefused(users, "bookshop", "signet.applications.user");

        Transport.send(message(system));

        assertThat(arrived().author()).isEqualTo(Contoso.NOTIFICATIONS);
    }

    @Test
    void whoHasNoNameIsRefused() throws Exception {
        caller = Optional.empty();

        isRefused(system, "does not say which application this is");
    }

    @Test
    void whoKeptTheSessionIsToldThatSignetStopped() throws Exception {
        Transport.send(message(system));
        contoso.tenant.mailboxes().clear();
        system.close();

        isRefused(system, "Signet was stopped", "java:global/mail/signet/system");
    }

    /** What it is made of may be anybody's code, and in Signet's context it could look up what is Signet's. */
    @Test
    void aMessageIsReadOutsideOfSignetsContext() throws Exception {
        MimeMessage message = message(system);
        var source = new Source();
        message.setDataHandler(new DataHandler(source));

        Transport.send(message);

        assertThat(arrived().text().strip()).isEqualTo("From a source.");
        assertThat(source.readInside).isFalse();
    }

    @Test
    void whatWouldBeginAnotherHeaderIsRefused() throws Exception {
        MimeMessage message = message(system);
        message.setHeader("X-Name", "a\r\nBcc: " + Contoso.SHARED);

        assertThatExceptionOfType(SendFailedException.class)
                .isThrownBy(() -> Transport.send(message))
                .withMessageContaining("would begin another header");
    }

    @Test
    void aUserWhoCannotBeReadAsOneIsRefused() throws Exception {
        MimeMessage message = message(users);
        message.setHeader("From", Contoso.FIRST_USER + ", " + Contoso.SHARED);

        assertThatExceptionOfType(SendFailedException.class)
                .isThrownBy(() -> Transport.send(message))
                .withMessageContaining("is not one user");
        assertThat(contoso.tenant.mailboxes().inbox(Contoso.GUEST)).isEmpty();
    }

    @Test
    void anAddressThatIsNoneIsTheInvalidOne() throws Exception {
        MimeMessage message = message(system);
        var none = new InternetAddress();
        none.setAddress("two words");
        try (Transport transport = message.getSession().getTransport()) {
            transport.connect();
            assertThatExceptionOfType(SendFailedException.class)
                    .isThrownBy(() -> transport.sendMessage(
                            message, new InternetAddress[] {new InternetAddress(Contoso.GUEST), none}))
                    .satisfies(refused -> {
                        assertThat(refused.getInvalidAddresses()).containsExactly(none);
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
    void mailFromIsReadInSignetsContextAsLongAsSignetRuns() throws Exception {
        Session session = SharedSession.over(system, "system");
        looked = 0;

        assertThat(session.getProperty("mail.from")).isEqualTo(Contoso.NOTIFICATIONS);
        assertThat(looked).isPositive();

        system.close();
        assertThat(session.getProperty("mail.from")).isNull();
    }

    /** All that leads away from a session, as far as its fields go. */
    @Test
    void whatASessionHoldsIsTheSameWhateverTheWay() {
        Session session = SharedSession.over(system, "system");

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
