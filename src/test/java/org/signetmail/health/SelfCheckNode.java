package org.signetmail.health;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Clouds;
import org.signetmail.account.CredentialKind;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.UserSender;
import org.signetmail.alert.AlertsOnDisk;
import org.signetmail.credential.Slot;
import org.signetmail.delivery.DeliveryFixture;
import org.signetmail.delivery.Working;
import org.signetmail.expiry.NoticesOnDisk;
import org.signetmail.practice.Contoso;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.settings.MailSettings;
import org.signetmail.settings.SettingsChange;
import org.signetmail.settings.Storage;
import org.signetmail.settings.StoreOnDisk;
import org.signetmail.signin.RecordedAudit;
import org.signetmail.signin.RecordedEvents;
import org.signetmail.token.TokenFixture;
import org.signetmail.token.TokenSource;

/** A node with its part of the self-check, on the database in the folder. */
final class SelfCheckNode {
    final StoreOnDisk store;
    private final ApplicationRegistration application;
    final SelfCheck check = new SelfCheck();
    final RecordedAudit audit = new RecordedAudit();
    final RecordedEvents<Working> working = new RecordedEvents<>();

    SelfCheckNode(Storage storage, Path folder, ApplicationRegistration application, Clock clock) {
        this.application = application;
        store = StoreOnDisk.open(
                storage, folder.resolve("store"), clock, Clouds.with(Optional.of(application.cloud())));
        // The practice tenant's tokens are for the time of this machine.
        TokenSource tokens = TokenFixture.tokens(OutboundProxy.NONE, Clock.systemUTC());
        check.settings = store.settings();
        check.probe = new CredentialProbe();
        check.probe.credentials = store.credentials();
        check.probe.credentialSwitch = DeliveryFixture.credentialSwitch(store.credentials(), tokens, clock);
        check.log = new SelfCheckLogOnDisk(store);
        check.announcement = new SelfCheckAnnouncement();
        check.announcement.notifier = NoticesOnDisk.notifier(
                store,
                DeliveryFixture.mailer(store.settings(), tokens, OutboundProxy.NONE, Clock.systemUTC()),
                new AlertsOnDisk(store, clock).alerts(),
                clock);
        check.announcement.clock = clock;
        check.announcement.audit = audit;
        check.working = working;
        check.clock = clock;
        check.configure(new SelfCheckSchedule(true, 3));
    }

    SlotHealth health(Slot slot) {
        return check.log.health(slot);
    }

    /** Saves settings for the practice tenant, or replaces them. */
    void save(boolean on, Mailbox administrator) throws Exception {
        var settings = new MailSettings(
                store.settings().load().version(),
                on,
                AuthenticationType.OAUTH2,
                application.cloud().id(),
                application,
                CredentialKind.CLIENT_SECRET,
                null,
                null,
                DeliveryRoute.GRAPH,
                null,
                null,
                null,
                new Mailbox(Contoso.NOTIFICATIONS),
                UserSender.USER_EMAIL,
                List.of(),
                List.of(administrator),
                null,
                null);
        store.settings()
                .save(
                        new SettingsChange(
                                settings, Optional.of(new ClientSecret(Contoso.CLIENT_SECRET)), Optional.empty()),
                        "admin");
    }
}
