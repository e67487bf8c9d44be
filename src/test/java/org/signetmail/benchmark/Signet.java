package org.signetmail.benchmark;

import jakarta.mail.Session;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.ClientId;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Cloud;
import org.signetmail.account.Clouds;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TenantId;
import org.signetmail.account.Trust;
import org.signetmail.account.UserSender;
import org.signetmail.delivery.DeliveryFixture;
import org.signetmail.delivery.MailSession;
import org.signetmail.delivery.MailSessionFactory;
import org.signetmail.message.Outcome;
import org.signetmail.settings.SampleSettings;
import org.signetmail.settings.SettingsChange;
import org.signetmail.settings.StoreOnDisk;
import org.signetmail.token.AccessToken;
import org.signetmail.token.TokenFixture;
import org.signetmail.token.TokenSource;

/**
 * Signet whole: settings in the embedded database, read for each mail; sender rule, remembered token, turn, rendering, wire
 * and the note of how it went. Only what Exchange lets through from one mailbox is lifted, since the wire is measured.
 */
abstract class Signet implements Contender.OneByOne {
    private final Path folder;
    private final StoreOnDisk store;
    private final MailSessionFactory sessions;
    private final Session session = Session.getInstance(new Properties());

    /** By SMTP, with XOAUTH2. */
    static final class BySmtp extends Signet {
        BySmtp(Target target) throws Exception {
            super(target, DeliveryRoute.SMTP);
        }
    }

    /** By Graph, as MIME. */
    static final class ByGraph extends Signet {
        ByGraph(Target target) throws Exception {
            super(target, DeliveryRoute.GRAPH);
        }
    }

    private Signet(Target target, DeliveryRoute route) throws Exception {
        folder = Files.createTempDirectory("signet-benchmark");
        URI entra = URI.create("https://" + target.host());
        Cloud cloud = Cloud.custom(
                entra,
                URI.create(entra + ":" + target.graph() + "/v1.0"),
                new SmtpServer(target.host(), target.smtp()),
                Trust.JVM);
        store = StoreOnDisk.open(folder, Clock.systemUTC(), Clouds.with(Optional.of(cloud)));
        save(cloud, route);
        sessions = DeliveryFixture.sessionsWithoutRateLimit(
                store.settings(),
                TokenFixture.remembering(new OneToken(), Clock.systemUTC()),
                OutboundProxy.NONE,
                Clock.systemUTC());
    }

    private void save(Cloud cloud, DeliveryRoute route) throws Exception {
        var application = new ApplicationRegistration(
                cloud,
                new TenantId("5f3c8e4a-0000-4000-8000-000000000001"),
                new ClientId("5f3c8e4a-0000-4000-8000-000000000002"));
        var wanted = SampleSettings.sending(
                store.settings().load().version(),
                application,
                route,
                new Mailbox(Target.USER),
                UserSender.USER_EMAIL,
                List.of());
        var secret = new ClientSecret("benchmark~secret~of~about~forty~letters~");
        store.settings().save(new SettingsChange(wanted, Optional.of(secret), Optional.empty()), "admin");
    }

    @Override
    public void send() throws Exception {
        try (MailSession from = sessions.system()) {
            Outcome outcome = from.send(SampleMail.in(session));
            if (!(outcome instanceof Outcome.Accepted)) {
                throw new IOException(outcome.toString());
            }
        }
    }

    @Override
    public void close() {
        store.close();
    }

    /** In place of Entra, who is not measured. */
    private record OneToken() implements TokenSource {
        @Override
        public AccessToken tokenFor(ClientCredentials credentials, DeliveryRoute route) {
            Instant now = Clock.systemUTC().instant();
            return new AccessToken(Target.TOKEN, now, now.plus(Duration.ofHours(1)));
        }

        @Override
        public AccessToken freshTokenFor(ClientCredentials credentials, DeliveryRoute route) {
            return tokenFor(credentials, route);
        }
    }
}
