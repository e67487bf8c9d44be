package org.signetmail.expiry;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.Cloud;
import org.signetmail.account.Mailbox;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.Relay;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TlsMode;
import org.signetmail.account.Trust;
import org.signetmail.alert.AlertChange;
import org.signetmail.alert.Channel;
import org.signetmail.alert.ChannelState;
import org.signetmail.alert.FallbackRelay;
import org.signetmail.alert.WebhookForm;
import org.signetmail.alert.WebhookTarget;
import org.signetmail.delivery.DeliveryFixture;
import org.signetmail.delivery.Mailer;
import org.signetmail.net.AddressResolver;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.PracticeTenant;
import org.signetmail.practice.StoredMail;
import org.signetmail.practice.WebhookHost;
import org.signetmail.settings.Storage;
import org.signetmail.token.TokenFixture;

/** A secret that is valid for 70 days, and the three channels to its administrator on loopback. */
abstract class ThreeChannels {
    static final Mailbox FALLBACK = new Mailbox("alerts@partner.example");

    @TempDir
    Path folder;

    PracticeTenant practice;
    WebhookHost host;
    ExpiryFixture fixture;
    Mailer mailer;
    LocalDate lastDay;

    @BeforeEach
    void open() throws Exception {
        Path tenant = folder.resolve("practice");
        practice = PracticeTenant.startOnFreePorts(tenant);
        host = new WebhookHost(tenant);
        fixture = new ExpiryFixture(
                Storage.H2_WITH_ECLIPSELINK,
                folder.resolve("store"),
                Cloud.custom(
                        practice.authority(),
                        practice.graph(),
                        new SmtpServer(practice.smtpHost(), practice.smtpPort()),
                        Trust.only(practice.caFile())));
        lastDay = fixture.today().plusDays(70);
        fixture.save(Contoso.CLIENT_SECRET, lastDay, Contoso.SHARED);
        mailer = DeliveryFixture.mailer(
                fixture.settings(),
                TokenFixture.tokens(OutboundProxy.NONE, fixture.clock),
                OutboundProxy.NONE,
                fixture.clock);
        var server = new SmtpServer(practice.relay().host(), practice.relay().plainPort());
        fixture.alerts()
                .allow(
                        Trust.only(practice.caFile()),
                        AddressResolver.SYSTEM,
                        "localhost:" + server.port() + ",localhost:" + host.port());
        fixture.alerts()
                .store()
                .save(new AlertChange(
                        Optional.of(new FallbackRelay(new Relay(server, TlsMode.NONE), Optional.empty(), FALLBACK)),
                        Optional.empty(),
                        Optional.of(WebhookForm.GENERIC),
                        Optional.of(new WebhookTarget(host.url("/hook/one"))),
                        Optional.empty()));
    }

    @AfterEach
    void close() {
        fixture.close();
        host.close();
        practice.close();
    }

    List<StoredMail> mails() {
        return practice.mailboxes().inbox(Contoso.SHARED);
    }

    boolean failing(Channel channel) {
        return fixture.alerts().alerts().states().stream()
                .filter(state -> state.channel() == channel)
                .allMatch(ChannelState::failing);
    }
}
