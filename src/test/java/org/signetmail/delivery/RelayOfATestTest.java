package org.signetmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Mailbox;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.Relay;
import org.signetmail.account.RelayAllowList;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.Symptom;
import org.signetmail.account.TlsMode;
import org.signetmail.message.DeliveryClient;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.message.RefusalScope;
import org.signetmail.message.RenderedMessages;
import org.signetmail.message.SenderRule;
import org.signetmail.net.AddressResolver;
import org.signetmail.net.CloudHttpClient;
import org.signetmail.net.RelayLookup;
import org.signetmail.settings.SampleSettings;
import org.signetmail.settings.StoreOnDisk;
import org.signetmail.smtp.BdatSupportByServer;
import org.signetmail.token.TokenFixture;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.server.SMTPServer;

/**
 * A test of a saved relay connects to allowed addresses only. Otherwise an administrator could save a relay, change the
 * addresses of its name, and probe the network with tests.
 */
@Timeout(60)
class RelayOfATestTest {
    private static final PlainTextMail TEST =
            new PlainTextMail(List.of(new Mailbox("guest@partner.example")), "Test", "Text");

    @TempDir
    Path folder;

    private StoreOnDisk store;

    @BeforeEach
    void aRelayOnTheInternetIsSaved() throws Exception {
        store = StoreOnDisk.open(folder, Clock.systemUTC());
        store.settings().save(SampleSettings.typed(SampleSettings.basic(0)), "admin");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static DeliveryWiring wiring(RelayLookup relays) {
        return DeliveryFixture.wiring(
                TokenFixture.tokens(OutboundProxy.NONE, Clock.systemUTC()), relays, Clock.systemUTC());
    }

    @Test
    void aTestDoesNotConnectIfTheNameResolvesToThisServer() throws Exception {
        var resolvesToThisServer =
                new RelayLookup(RelayAllowList.DEFAULT, host -> List.of(InetAddress.getAllByName("127.0.0.1")));
        Mailer mailer = DeliveryFixture.mailer(store.settings(), wiring(resolvesToThisServer), Clock.systemUTC());

        Outcome outcome = mailer.sendTest(TEST);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.symptom().code()).isEqualTo(Symptom.RELAY_NOT_ALLOWED);
            assertThat(refused.scope()).as("other messages are still sent").isEqualTo(RefusalScope.MESSAGE);
        });
        assertThat(store.settings().status().failingSince()).isNull();
    }

    @Test
    void otherMessagesAreStillSentToTheRelay() {
        var recipients = new CopyOnWriteArrayList<String>();
        SMTPServer server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandlerFactory(context -> new AcceptingHandler(recipients))
                .build();
        server.start();
        try {
            var relay = new MailAccount.SmtpRelay(
                    new Relay(new SmtpServer("127.0.0.1", server.getPortAllocated()), TlsMode.NONE), Optional.empty());

            assertThat(delivered(relay, false)).isInstanceOf(Outcome.Accepted.class);
            assertThat(recipients).containsExactly("guest@partner.example");
            assertThat(delivered(relay, true)).isInstanceOf(Outcome.Refused.class);
            assertThat(recipients).hasSize(1);
        } finally {
            server.stop();
        }
    }

    private static Outcome delivered(MailAccount.SmtpRelay relay, boolean test) {
        var from = new Mailbox("notifications@contoso.example");
        DeliveryWiring deliveryWiring = wiring(new RelayLookup(RelayAllowList.DEFAULT, AddressResolver.SYSTEM));
        try (DeliveryClient deliveryClient = deliveryWiring.client(
                new DeliveryClients.Key(relay, from, false, test),
                deliveryWiring.tokens,
                CloudHttpClient.unpooled(OutboundProxy.NONE, Clock.systemUTC()),
                new BdatSupportByServer(true),
                Duration.ofSeconds(30))) {
            return deliveryClient.deliver(
                    RenderedMessages.rendered(new SenderRule.Sender(from, Optional.empty()), TEST, Instant.EPOCH));
        }
    }

    /** Accepts every message. */
    private record AcceptingHandler(List<String> recipients) implements MessageHandler {
        @Override
        public void from(String sender) {}

        @Override
        public void recipient(String recipient) {
            recipients.add(recipient);
        }

        @Override
        public String data(InputStream mail) throws IOException {
            mail.readAllBytes();
            return "Ok";
        }

        @Override
        public void done() {}
    }
}
