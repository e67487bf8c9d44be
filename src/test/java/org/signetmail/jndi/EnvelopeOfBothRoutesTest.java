package org.signetmail.jndi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.delivery.PracticeTenantFixture;
import org.signetmail.practice.Contoso;

/** On both routes a message goes to exactly the recipients passed to {@code sendMessage}, regardless of its headers. */
@Timeout(60)
class EnvelopeOfBothRoutesTest {
    private static final String CUSTOMER = "customer@public.example";
    private static final String CEO = "ceo@public.example";
    private static final String DEVELOPER = "dev@partner.example";
    private static final String HIDDEN = "hidden@partner.example";
    private static final List<String> ALL = List.of(CUSTOMER, CEO, DEVELOPER, HIDDEN, "user@xn--bcher-kva.example");

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

    @BeforeEach
    void emptyInboxes() {
        contoso.tenant.mailboxes().clear();
    }

    private static Session session(DeliveryRoute route) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        return ApplicationMailFixture.forSystem(contoso.sessions());
    }

    private static MimeMessage message(Session session) throws Exception {
        var message = new MimeMessage(session);
        message.setRecipients(RecipientType.TO, "The Customer <" + CUSTOMER + ">");
        message.setRecipients(RecipientType.CC, CEO);
        message.setSubject("Offer");
        message.setText("Attached.");
        message.saveChanges();
        return message;
    }

    private static void send(Session session, MimeMessage message, String... envelope) throws Exception {
        try (Transport transport = session.getTransport()) {
            transport.connect();
            transport.sendMessage(
                    message,
                    Stream.of(envelope).map(EnvelopeOfBothRoutesTest::address).toArray(Address[]::new));
        }
    }

    private static InternetAddress address(String address) {
        var unparsed = new InternetAddress();
        unparsed.setAddress(address);
        return unparsed;
    }

    private static Set<String> reached() {
        return ALL.stream()
                .filter(each -> !contoso.tenant.mailboxes().inbox(each).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @CsvSource({
        "dev@partner.example, dev@partner.example",
        "DEV@Partner.Example, dev@partner.example",
        "customer@public.example, customer@public.example",
        "CUSTOMER@public.example hidden@partner.example, customer@public.example hidden@partner.example",
        "ceo@public.example dev@partner.example, ceo@public.example dev@partner.example"
    })
    void bothRoutesSendToExactlyTheEnvelope(String envelope, String expected) throws Exception {
        for (DeliveryRoute route : DeliveryRoute.values()) {
            contoso.tenant.mailboxes().clear();
            Session session = session(route);

            send(session, message(session), envelope.split(" ", -1));

            assertThat(reached()).as("%s", route).containsExactlyInAnyOrder(expected.split(" ", -1));
        }
    }

    @ParameterizedTest
    @EnumSource(DeliveryRoute.class)
    void threeCallsWithOneRecipientEachSendThreeMessages(DeliveryRoute route) throws Exception {
        Session session = session(route);
        MimeMessage message = message(session);
        message.addRecipients(RecipientType.TO, DEVELOPER);

        for (Address recipient : message.getAllRecipients()) {
            send(session, message, ((InternetAddress) recipient).getAddress());
        }

        for (String each : List.of(CUSTOMER, CEO, DEVELOPER)) {
            assertThat(contoso.tenant.mailboxes().inbox(each)).as(each).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(DeliveryRoute.class)
    void bccAndResentHeadersAddNoRecipients(DeliveryRoute route) throws Exception {
        Session session = session(route);
        MimeMessage message = message(session);
        message.setHeader("Bcc", HIDDEN);
        message.setHeader("Resent-To", CEO);
        message.setHeader("Resent-Bcc", HIDDEN);

        send(session, message, DEVELOPER);

        assertThat(reached()).containsExactly(DEVELOPER);
    }

    @ParameterizedTest
    @EnumSource(DeliveryRoute.class)
    void undisclosedRecipientsAddNoRecipients(DeliveryRoute route) throws Exception {
        Session session = session(route);
        MimeMessage message = message(session);
        message.setHeader("To", "undisclosed-recipients:;");
        message.removeHeader("Cc");

        send(session, message, DEVELOPER);

        assertThat(reached()).containsExactly(DEVELOPER);
    }

    @ParameterizedTest
    @EnumSource(DeliveryRoute.class)
    void aUnicodeDomainMatchesItsAsciiForm(DeliveryRoute route) throws Exception {
        Session session = session(route);
        MimeMessage message = message(session);
        message.setRecipient(RecipientType.TO, address("user@bücher.example"));

        send(session, message, "user@xn--bcher-kva.example");

        assertThat(reached()).containsExactly("user@xn--bcher-kva.example");
    }

    /** By SMTP only the envelope determines the recipients. */
    @Test
    void bySmtpTheHeadersAreUnchanged() throws Exception {
        Session session = session(DeliveryRoute.SMTP);

        send(session, message(session), DEVELOPER);

        var arrived = contoso.tenant.mailboxes().inbox(DEVELOPER).get(0);
        assertThat(arrived.header("To")).contains("The Customer <" + CUSTOMER + ">");
        assertThat(arrived.header("Cc")).contains(CEO);
    }
}
