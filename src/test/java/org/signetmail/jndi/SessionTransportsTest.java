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

/** The transports of Signet's mail session, for every protocol and after every change that an application tries. */
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

    private void assertArrivedFromSystem(int count) {
        assertThat(contoso.tenant.mailboxes().inbox(Contoso.GUEST))
                .hasSize(count)
                .allSatisfy(mail -> assertThat(mail.author()).isEqualTo(Contoso.NOTIFICATIONS));
    }

    /** Obtains a transport for a protocol. */
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

    /** Code written for an SMTP server passes its name and credentials. Signet's transport ignores them. */
    @ParameterizedTest
    @ValueSource(strings = {"smtp", "smtps"})
    void aTransportForSmtpIsSignets(String protocol) throws Exception {
        try (var elsewhere = new DisconnectingServer()) {
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
            assertThat(elsewhere.connections()).isZero();
        }
        assertArrivedFromSystem(16);
    }

    private interface Connect {
        void on(Transport transport) throws MessagingException;
    }

    /**
     * The session lists the SMTP transports of the application server, and code can obtain these by their providers.
     */
    @Test
    void aTransportOfAnotherClassCannotConnect() throws Exception {
        try (var elsewhere = new DisconnectingServer()) {
            for (Provider provider : session.getProviders()) {
                if (provider.getType() == Provider.Type.TRANSPORT
                        && !provider.getClassName().equals(SignetTransport.class.getName())) {
                    Transport transport = session.getTransport(provider);
                    assertThatExceptionOfType(MessagingException.class)
                            .isThrownBy(() -> transport.connect("localhost", elsewhere.port(), "ceo", "password"))
                            .havingRootCause()
                            .withMessageContaining("Signet’s mail session connects to no other server");
                }
            }
            assertThat(elsewhere.connections()).isZero();
        }
    }

    /** All applications share the session: a change by one would affect the others. */
    @ParameterizedTest
    @ValueSource(strings = {"signet", "smtp", "smtps"})
    void anApplicationCannotRedirectTheSession(String protocol) throws Exception {
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

        assertArrivedFromSystem(2);
        assertThat(Elsewhere.received).isEmpty();
    }

    private void sendByTransport(String protocol) throws MessagingException {
        try (Transport transport = session.getTransport(protocol)) {
            transport.connect("localhost", "ceo", "password");
            MimeMessage message = message(Contoso.FIRST_USER);
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    /** Jakarta Mail finds a provider by its class name, which any provider can return. */
    @ParameterizedTest
    @ValueSource(strings = {"signet", "smtp", "smtps"})
    void aProviderThatReturnsSignetsClassNameReceivesNoMessage(String protocol) throws Exception {
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

        assertArrivedFromSystem(3);
        assertThat(Elsewhere.received).isEmpty();
    }

    /**
     * The look-up of a provider reads the properties, which set the provider again, while others lock the properties.
     */
    @Test
    void transportsAndPropertiesCanBeReadConcurrently() throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            var transports = threads.submit(() -> {
                for (int time = 0; time < 10_000; time++) {
                    session.getTransport("smtp");
                }
                return null;
            });
            var properties = threads.submit(() -> {
                for (int time = 0; time < 10_000; time++) {
                    session.getProperties().forEach((key, value) -> session.getProperty((String) key));
                }
            });
            transports.get();
            properties.get();
        } finally {
            threads.shutdownNow();
        }
        assertThat(session.getProviders()).hasSizeLessThan(50);
    }

    /** A transport that would receive the messages of other applications. */
    public static final class Elsewhere extends Transport {
        static final List<Message> received = new ArrayList<>();

        public Elsewhere(Session session, URLName name) {
            super(session, name);
        }

        @Override
        protected boolean protocolConnect(String host, int port, String user, String password) {
            return true;
        }

        @Override
        public void sendMessage(Message message, Address[] recipients) {
            received.add(message);
        }
    }
}
