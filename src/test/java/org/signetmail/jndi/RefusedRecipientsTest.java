package org.signetmail.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.event.TransportAdapter;
import jakarta.mail.event.TransportEvent;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.delivery.PracticeTenantFixture;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;
import org.signetmail.token.LogCapture;

/** The refused recipients and the reason that an application gets from Jakarta Mail. */
@Timeout(60)
class RefusedRecipientsTest {
    /** Exchange refuses it at RCPT with 501 5.1.3; Graph with ErrorInvalidRecipients. */
    private static final String BAD = "bad@nowhere";

    private static final String WORSE = "worse@nowhere";
    private static final String GOOD = Contoso.GUEST;

    @TempDir
    static Path folder;

    private static PracticeTenantFixture contoso;

    @BeforeAll
    static void tenantStarts() throws Exception {
        contoso = new PracticeTenantFixture(folder);
    }

    @AfterAll
    static void tenantStops() {
        contoso.close();
    }

    @AfterEach
    void allOff() {
        contoso.tenant.failures().clear();
        contoso.tenant.mailboxes().clear();
    }

    private static MimeMessage message(Session session) throws MessagingException {
        var message = new MimeMessage(session);
        message.setFrom(Contoso.FIRST_USER);
        message.setSubject("Order 4711");
        message.setText("Text");
        message.setHeader("To", GOOD);
        message.saveChanges();
        return message;
    }

    private static Session session(DeliveryRoute route) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        return ApplicationMailFixture.forSystem(contoso.freshSessions());
    }

    private static Address address(String address) {
        var unparsed = new InternetAddress();
        unparsed.setAddress(address);
        return unparsed;
    }

    private static void send(Session session, Address... to) throws MessagingException {
        try (Transport transport = session.getTransport()) {
            transport.connect();
            transport.sendMessage(message(session), to);
        }
    }

    private static SendFailedException refusal(Session session, String... to) {
        return catchThrowableOfType(
                SendFailedException.class,
                () -> send(
                        session,
                        Stream.of(to).map(RefusedRecipientsTest::address).toArray(Address[]::new)));
    }

    private static List<String> texts(Address... addresses) {
        return Stream.of(addresses).map(Address::toString).toList();
    }

    @Test
    void aRefusedRecipientIsInvalidAndTheOthersCanBeRetried() throws Exception {
        Session session = session(DeliveryRoute.SMTP);

        SendFailedException refused = refusal(session, GOOD, BAD, Contoso.SHARED);

        assertThat(texts(refused.getInvalidAddresses())).containsExactly(BAD);
        assertThat(texts(refused.getValidUnsentAddresses())).containsExactly(GOOD, Contoso.SHARED);
        assertThat(refused.getValidSentAddresses()).isEmpty();
        assertThat(refused).hasMessageContainingAll(BAD, "501 5.1.3 Invalid address");
        assertThat(contoso.tenant.mailboxes().inbox(GOOD)).isEmpty();

        send(session, refused.getValidUnsentAddresses());

        assertThat(contoso.tenant.mailboxes().inbox(GOOD)).hasSize(1);
        assertThat(contoso.tenant.mailboxes().inbox(Contoso.SHARED)).hasSize(1);
    }

    @Test
    void allRefusedRecipientsAreNamed() throws Exception {
        SendFailedException refused = refusal(session(DeliveryRoute.SMTP), BAD, GOOD, WORSE);

        assertThat(texts(refused.getInvalidAddresses())).containsExactly(BAD, WORSE);
        assertThat(texts(refused.getValidUnsentAddresses())).containsExactly(GOOD);
        assertThat(refused).hasMessageContainingAll(BAD, WORSE);
    }

    @ParameterizedTest
    @EnumSource(DeliveryRoute.class)
    void ifAllAreRefusedNoRecipientCanBeRetried(DeliveryRoute route) throws Exception {
        SendFailedException refused = refusal(session(route), BAD);

        assertThat(texts(refused.getInvalidAddresses())).containsExactly(BAD);
        assertThat(refused.getValidUnsentAddresses()).isEmpty();
    }

    /** Graph does not name the refused recipient, and Signet does not guess it from the text. */
    @Test
    void ofSeveralRecipientsByGraphNoneIsReportedAsInvalid() throws Exception {
        SendFailedException refused = refusal(session(DeliveryRoute.GRAPH), GOOD, BAD);

        assertThat(refused.getInvalidAddresses()).isEmpty();
        assertThat(texts(refused.getValidUnsentAddresses())).containsExactly(GOOD, BAD);
        assertThat(refused).hasMessageContaining("At least one recipient is not valid");
    }

    @ParameterizedTest
    @EnumSource(DeliveryRoute.class)
    void anUnparsableAddressIsInvalid(DeliveryRoute route) throws Exception {
        Session session = session(route);

        SendFailedException refused = refusal(session, GOOD, "two words@partner.example", "nothing");

        assertThat(Stream.of(refused.getInvalidAddresses()).map(each -> ((InternetAddress) each).getAddress()))
                .containsExactly("two words@partner.example", "nothing");
        assertThat(texts(refused.getValidUnsentAddresses())).containsExactly(GOOD);
        send(session, refused.getValidUnsentAddresses());
        assertThat(contoso.tenant.mailboxes().inbox(GOOD)).hasSize(1);
    }

    @Test
    void anAddressThatGraphDoesNotAcceptIsInvalid() throws Exception {
        Session session = session(DeliveryRoute.GRAPH);

        SendFailedException refused = refusal(session, GOOD, "zoë@partner.example");

        assertThat(refused.getInvalidAddresses()).hasSize(1);
        assertThat(texts(refused.getValidUnsentAddresses())).containsExactly(GOOD);
    }

    @Test
    void theTransportListenerGetsTheSameAddresses() throws Exception {
        Session session = session(DeliveryRoute.SMTP);
        var reported = new CompletableFuture<TransportEvent>();
        TransportEvent event;
        try (Transport transport = session.getTransport()) {
            transport.addTransportListener(new TransportAdapter() {
                @Override
                public void messageNotDelivered(TransportEvent event) {
                    reported.complete(event);
                }
            });
            transport.connect();
            assertThatExceptionOfType(SendFailedException.class)
                    .isThrownBy(
                            () -> transport.sendMessage(message(session), new Address[] {address(GOOD), address(BAD)}));
            event = reported.get(20, TimeUnit.SECONDS);
        }
        assertThat(texts(event.getInvalidAddresses())).containsExactly(BAD);
        assertThat(texts(event.getValidUnsentAddresses())).containsExactly(GOOD);
        assertThat(event.getValidSentAddresses()).isEmpty();
    }

    /** No text about Entra, the tenant or a host: a code, and a reference that is in the log line, too. */
    @ParameterizedTest
    @CsvSource({
        "GRAPH, SECRET_EXPIRED, AADSTS7000222",
        "GRAPH, GRAPH_ACCESS_POLICY, ErrorAccessDenied",
        "GRAPH, MAILBOX_UNKNOWN, ErrorInvalidUser",
        "GRAPH, GRAPH_DOWN, NET_UNREACHABLE",
        "GRAPH, GRAPH_DROPS, NET_UNREACHABLE",
        "GRAPH, ENTRA_DOWN, NET_UNREACHABLE",
        "SMTP, APPLICATION_UNKNOWN, AADSTS700016",
        "SMTP, SMTP_AUTH_OFF_TENANT, 535 5.7.139",
        "SMTP, MAILBOX_PERMISSION_MISSING, 430 4.2.0",
        "SMTP, MAILBOX_FULL, 554 5.2.2",
        "SMTP, SMTP_DOWN, NET_UNREACHABLE",
        "SMTP, SMTP_DROPS_AFTER_DOT, NET_UNREACHABLE"
    })
    void aRefusalOfTheAccountHasACodeAndAReference(DeliveryRoute route, Failure failure, String code) throws Exception {
        Session session = session(route);
        contoso.tenant.failures().on(failure);
        try (var log = new LogCapture()) {
            MessagingException thrown =
                    catchThrowableOfType(MessagingException.class, () -> send(session, address(GOOD)));

            assertThat(thrown).hasMessageContaining(code);
            assertThat(thrown.getMessage())
                    .doesNotContain(Contoso.TENANT_ID, Contoso.CLIENT_ID, "localhost", "AADSTS7000222: ", "Trace")
                    .doesNotContain("RAOP", "prod.outlook.com", "PROD.OUTLOOK.COM", "Hostname", "aka.ms");
            String reference = thrown.getMessage().replaceAll("(?s).*reference (\\S+?)[).].*", "$1");
            assertThat(reference).isNotEqualTo(thrown.getMessage()).hasSizeGreaterThan(7);
            assertThat(log.text()).contains(reference);
        }
    }

    @Test
    void aMessageThatIsTooLargeIsExplained() throws Exception {
        Session session = session(DeliveryRoute.GRAPH);
        MimeMessage message = message(session);
        message.setText("x".repeat(70).concat("\r\n").repeat(60_000));

        SendFailedException refused = catchThrowableOfType(
                SendFailedException.class, () -> Transport.send(message, new Address[] {address(GOOD)}));

        assertThat(refused).hasMessageContaining("bytes");
        assertThat(texts(refused.getValidUnsentAddresses())).containsExactly(GOOD);
        assertThat(refused.getInvalidAddresses()).isEmpty();
    }
}
