package org.signetmail.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientId;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Cloud;
import org.signetmail.account.Clouds;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Domain;
import org.signetmail.account.Mailbox;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TenantId;
import org.signetmail.account.Trust;
import org.signetmail.account.UserSender;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.PracticeTenant;
import org.signetmail.settings.SampleSettings;
import org.signetmail.settings.SettingsChange;
import org.signetmail.settings.SettingsStore;
import org.signetmail.settings.StoreOnDisk;
import org.signetmail.token.TokenFixture;
import org.signetmail.token.TokenSource;
import org.signetmail.token.TokenStatistics;

/** The practice tenant, with settings for it and a mailer. */
public final class PracticeTenantFixture implements AutoCloseable {
    public final PracticeTenant tenant;
    final StoreOnDisk store;
    public final TokenStatistics tokenStatistics = new TokenStatistics();
    final TokenSource tokens = TokenFixture.tokens(OutboundProxy.NONE, Clock.systemUTC(), tokenStatistics);
    private final Cloud cloud;
    private final Path folder;

    public PracticeTenantFixture(Path folder) throws IOException {
        this.folder = folder;
        tenant = PracticeTenant.startOnFreePorts(folder.resolve("tenant"));
        cloud = Cloud.custom(
                tenant.authority(),
                tenant.graph(),
                new SmtpServer(tenant.smtpHost(), tenant.smtpPort()),
                Trust.only(tenant.caFile()));
        store = StoreOnDisk.open(folder.resolve("store"), Clock.systemUTC(), Clouds.with(Optional.of(cloud)));
    }

    public Clouds clouds() {
        return Clouds.with(Optional.of(cloud));
    }

    Mailer mailer(Duration timeout) {
        return DeliveryFixture.mailer(store.settings(), tokens, OutboundProxy.NONE, Clock.systemUTC(), timeout);
    }

    public StoreOnDisk store() {
        return store;
    }

    public SettingsStore settings() {
        return store.settings();
    }

    /** From now on the database does not respond. */
    public void loseDatabase() {
        store.loseDatabase();
    }

    public MailSessionFactory sessions() {
        return DeliveryFixture.sessions(
                store.settings(), tokens, OutboundProxy.NONE, Clock.systemUTC(), Duration.ofSeconds(20));
    }

    /** Sessions without cached tokens and open connections. */
    public MailSessionFactory freshSessions() {
        return freshSessionsOf(store);
    }

    /** The store of another node with the same database and key. */
    StoreOnDisk anotherNode() {
        return anotherNode(Clock.systemUTC());
    }

    StoreOnDisk anotherNode(Clock clock) {
        return StoreOnDisk.open(folder.resolve("store"), clock, Clouds.with(Optional.of(cloud)));
    }

    MailSessionFactory freshSessionsOf(StoreOnDisk node) {
        return DeliveryFixture.sessions(
                node.settings(),
                TokenFixture.tokens(OutboundProxy.NONE, Clock.systemUTC()),
                OutboundProxy.NONE,
                Clock.systemUTC(),
                Duration.ofSeconds(20));
    }

    public void save(DeliveryRoute route, String secret) throws Exception {
        save(route, secret, UserSender.USER_EMAIL);
    }

    void save(DeliveryRoute route, String secret, UserSender userSender) throws Exception {
        save(route, secret, userSender, Contoso.NOTIFICATIONS);
    }

    void save(DeliveryRoute route, String secret, UserSender userSender, String system) throws Exception {
        save(route, secret, userSender, system, List.of());
    }

    void save(DeliveryRoute route, String secret, UserSender userSender, String system, List<Domain> furtherDomains)
            throws Exception {
        save(store.settings(), route, secret, userSender, system, furtherDomains);
    }

    /** Saves the settings in another store. */
    public void saveIn(SettingsStore settings, DeliveryRoute route) throws Exception {
        save(settings, route, Contoso.CLIENT_SECRET, UserSender.USER_EMAIL, Contoso.NOTIFICATIONS, List.of());
    }

    private void save(
            SettingsStore into,
            DeliveryRoute route,
            String secret,
            UserSender userSender,
            String system,
            List<Domain> furtherDomains)
            throws Exception {
        var application =
                new ApplicationRegistration(cloud, new TenantId(Contoso.TENANT_ID), new ClientId(Contoso.CLIENT_ID));
        var settings = SampleSettings.sending(
                into.load().version(), application, route, new Mailbox(system), userSender, furtherDomains);
        into.save(new SettingsChange(settings, Optional.of(new ClientSecret(secret)), Optional.empty()), "admin");
    }

    @Override
    public void close() {
        store.close();
        tenant.close();
    }
}
