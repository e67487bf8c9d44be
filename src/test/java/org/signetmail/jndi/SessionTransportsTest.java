package org.signetmail.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Provider;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.delivery.PracticeTenantFixture;
import org.signetmail.practice.Contoso;

/** Which transports Signet's mail session gives, whatever is asked for and whatever others do to the session. */
@Timeout(60)
class SessionTransportsTest {
    @TempDir
    Path folder;

    private PracticeTenantFixture contoso;
    private Session session;

    @BeforeEach
    void tenantStarts() throws Exception {
        contoso = new PracticeTenantFixture(folder);
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
        session = ApplicationMailFixture.forSystem(contoso.sessions());
    }

    @AfterEach
    void tenantStops() {
        contoso.close();
    }

    private MimeMessage message(String from) throws MessagingException {
        var message = new MimeMessage(session);
        message.setFrom(from);
        message.setRecipients(RecipientType.TO, Contoso.GUEST);
        message.setSubject("Order 4711");
        message.setText("Thank you.");
        message.saveChanges();
        return message;
    }

    private void haveArrivedFromSystem(int mails) {
        assertThat(contoso.tenant.mailboxes().inbox(Contoso.GUEST))
                .hasSize(mails)
                .allSatisfy(mail -> assertThat(mail.author()).isEqualTo(Contoso.NOTIFICATIONS));
    }

    /** How code gets a transport that chooses its protocol itself. */
    private interface Choice {
        Transport of(Session session, String protocol) throws MessagingException;
    }

    private static final List<Choice> CHOICES = List.of(
            (session, protocol) -> session.getTransport(protocol),
            (session, protocol) -> session.getTransport(new URLName(protocol + "://ceo:password@localhost:25")),
            (session, protocol) -> session.getTransport(session.getProvider(protocol)),
            (session, protocol) -> {
                session.setProtocolForAddress("rfc822", protocol);
                return session.getTransport(new InternetAddress(Contoso.GUEST));
            });

    /** As code does it that was written for a mail server, with the server's name and a sign-in; here there is no such server. */
    @ParameterizedTest
    @ValueSource(strings = {"smtp", "smtps"})
    void aTransportForAMailServerIsSignets(String protocol) throws Exception {
        try (var elsewhere = new OtherServer()) {
            List<Connect> connects = List.of(
                    Transport::connect,
                    with -> with.connect("ceo", "password"),
                    with -> with.connect("localhost", "ceo", "password"),
                    with -> with.connect("localhost", elsewhere.port(), "ceo", "password"));
            for (Choice choice : CHOICES) {
                for (Connect connect : connects) {
                    Transport transport = choice.of(session, protocol);
                    connect.on(transport);
                    MimeMessage message = message("ceo@fabrikam.com");
                    transport.sendMessage(message, message.getAllRecipients());
                    transport.close();
                }
            }
            assertThat(elsewhere.callers()).isZero();
        }
        haveArrivedFromSystem(16);
    }

    private interface Connect {
        void on(Transport transport) throws MessagingException;
    }

    /** The session knows the SMTP transports of its server by their classes, and code can ask for these. */
    @Test
    void aTransportOfAnotherClassReachesNobody() throws Exception {
        try (var elsewhere = new OtherServer()) {
            for (Provider provider : session.getProviders()) {
                if (provider.getType() == Provider.Type.TRANSPORT
                        && !provider.getClassName().equals(SignetTransport.class.getName())) {
                    Transport transport = session.getTransport(provider);
                    assertThatExceptionOfType(MessagingException.class)
                            .isThrownBy(() -> transport.connect("localhost", elsewhere.port(), "ceo", "password"))
                            .havingRootCause()
                            .withMessageContaining("Signet's mail session connects to no other server");
                }
            }
            assertThat(elsewhere.callers()).isZero();
        }
    }

    /** All who look it up have the same: what one puts in would hold for the others. */
    @ParameterizedTest
    @ValueSource(strings = {"signet", "smtp", "smtps"})
    void nobodyTurnsItAside(String protocol) throws Exception {
        var elsewhere = new Provider(Provider.Type.TRANSPORT, protocol, Elsewhere.class.getName(), "Elsewhere", null);
        session.addProvider(elsewhere);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> session.setProvider(elsewhere))
                .withMessageContaining("the same for all applications");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> session.getProperties().setProperty("mail.signet.sender", "user"));
        session.setProtocolForAddress("rfc822", "smtp");

        Transport.send(message(Contoso.FIRST_USER));
        sendByTransport(protocol);

        haveArrivedFromSystem(2);
        assertThat(Elsewhere.got).isEmpty();
    }

    private void sendByTransport(String protocol) throws MessagingException {
        try (Transport transport = session.getTransport(protocol)) {
            transport.connect("localhost", "ceo", "password");
            MimeMessage message = message(Contoso.FIRST_USER);
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    /** A provider is found by the name of its class, which any provider may have. */
    @ParameterizedTest
    @ValueSource(strings = {"signet", "smtp", "smtps"})
    void aProviderThatBearsSignetsNameTakesNobodysMail(String protocol) throws Exception {
        var names = new ArrayDeque<>(List.of(SignetTransport.class.getName(), SignetTransport.class.getName()));
        session.addProvider(new Provider(Provider.Type.TRANSPORT, protocol, Elsewhere.class.getName(), "", null) {
            @Override
            public String getClassName() {
                return names.isEmpty() ? Elsewhere.class.getName() : names.remove();
            }
        });
        sendByTransport(protocol);
        session.addProvider(
                new Provider(Provider.Type.STORE, protocol, SignetTransport.class.getName(), "Elsewhere", null));
        sendByTransport(protocol);

        Transport.send(message(Contoso.FIRST_USER));

        haveArrivedFromSystem(3);
        assertThat(Elsewhere.got).isEmpty();
    }

    /** Asked for a provider, the session asks its properties, which set it. Others may hold the properties meanwhile. */
    @Test
    void manyMayAskForATransportWhileTheyReadTheProperties() throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            var asking = threads.submit(() -> {
                for (int time = 0; time < 10_000; time++) {
                    session.getTransport("smtp");
                }
                return null;
            });
            var reading = threads.submit(() -> {
                for (int time = 0; time < 10_000; time++) {
                    session.getProperties().forEach((key, value) -> session.getProperty((String) key));
                }
            });
            asking.get();
            reading.get();
        } finally {
            threads.shutdownNow();
        }
        assertThat(session.getProviders()).hasSizeLessThan(50);
    }

    /** Takes the mail of others, if it can. */
    public static final class Elsewhere extends Transport {
        static final List<Message> got = new ArrayList<>();

        public Elsewhere(Session session, URLName name) {
            super(session, name);
        }

        @Override
        protected boolean protocolConnect(String host, int port, String user, String password) {
            return true;
        }

        @Override
        public void sendMessage(Message message, Address[] recipients) {
            got.add(message);
        }
    }
}
