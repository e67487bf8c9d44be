package org.signetmail.expiry;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientId;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Cloud;
import org.signetmail.account.Clouds;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.account.TenantId;
import org.signetmail.alert.AlertsOnDisk;
import org.signetmail.delivery.Mailer;
import org.signetmail.message.PlainTextMail;
import org.signetmail.practice.Contoso;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.settings.MailSettings;
import org.signetmail.settings.SettingsChange;
import org.signetmail.settings.SettingsStore;
import org.signetmail.settings.Storage;
import org.signetmail.settings.StoreOnDisk;
import org.signetmail.token.AdjustableClock;

/** The classes of this package with a real settings store and a movable clock. */
@SuppressWarnings("UnnecessaryAssignment") // There is no container.
final class ExpiryFixture implements AutoCloseable {
    final AdjustableClock clock;

    private final StoreOnDisk store;
    private final AlertsOnDisk alerts;
    private final Cloud cloud;

    ExpiryFixture(Storage storage, Path folder, Cloud cloud) {
        this(storage, folder, cloud, new AdjustableClock());
    }

    ExpiryFixture(Storage storage, Path folder, Cloud cloud, AdjustableClock clock) {
        this.clock = clock;
        this.cloud = cloud;
        store = StoreOnDisk.open(
                storage,
                folder,
                clock,
                Clouds.with(Optional.of(cloud).filter(own -> own.id().equals(Cloud.CUSTOM_ID))));
        alerts = new AlertsOnDisk(store, clock);
    }

    AlertsOnDisk alerts() {
        return alerts;
    }

    SettingsStore settings() {
        return store.settings();
    }

    /** Today's date in UTC+14, in which days are counted. */
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(14));
    }

    void moveTo(LocalDate day) {
        clock.advance(Duration.ofDays(day.toEpochDay() - today().toEpochDay()));
    }

    /** A node that was just started. */
    ExpiryWatch watch(Mailer mailer) {
        return watch(mailer, new WarningLogOnDisk(store, clock));
    }

    ExpiryWatch watch(Mailer mailer, WarningLog log) {
        var watch = new ExpiryWatch();
        watch.settings = settings();
        watch.credentials = new WatchedCredentials();
        watch.credentials.credentials = store.credentials();
        watch.schedule = new WarningSchedule();
        watch.notifier = notifier(mailer, log);
        watch.clock = clock;
        return watch;
    }

    Notifier notifier(Mailer mailer) {
        return notifier(mailer, new WarningLogOnDisk(store, clock));
    }

    private Notifier notifier(Mailer mailer, WarningLog log) {
        return NoticesOnDisk.notifier(log, mailer, alerts.alerts(), clock);
    }

    StoreOnDisk store() {
        return store;
    }

    Optional<ExpiryNotice> notice() {
        return notices().of(settings().load());
    }

    List<LocalDate> warnedOn() {
        return notices().warnedOn(settings().load());
    }

    Optional<String> sentence() {
        return notices().sentence(settings().load());
    }

    boolean acknowledge(String who) {
        return notices().acknowledge(settings().load(), who);
    }

    private ExpiryNotices notices() {
        return NoticesOnDisk.of(store, clock);
    }

    /** Saves working settings with this secret. */
    void save(String secret, @Nullable LocalDate expiresOn, String... warned) {
        change(Optional.of(secret), saved -> settings(saved, true, AuthenticationType.OAUTH2, expiresOn, warned));
    }

    void change(Optional<String> secret, UnaryOperator<MailSettings> change) {
        try {
            settings()
                    .save(
                            new SettingsChange(
                                    change.apply(settings().load()), secret.map(ClientSecret::new), Optional.empty()),
                            "admin");
        } catch (Exception notSaved) {
            throw new AssertionError(notSaved);
        }
    }

    MailSettings settings(
            MailSettings saved,
            boolean customServer,
            AuthenticationType type,
            @Nullable LocalDate expiresOn,
            String... warned) {
        return new MailSettings(
                saved.version(),
                customServer,
                type,
                cloud.id(),
                new ApplicationRegistration(cloud, new TenantId(Contoso.TENANT_ID), new ClientId(Contoso.CLIENT_ID)),
                saved.credentialKind(),
                saved.clientSecret(),
                expiresOn,
                DeliveryRoute.GRAPH,
                saved.relay(),
                saved.relayUser(),
                saved.relayPassword(),
                new Mailbox(Contoso.NOTIFICATIONS),
                saved.userSender(),
                saved.furtherDomains(),
                Stream.of(warned).map(Mailbox::new).toList(),
                saved.savedAt(),
                saved.savedBy());
    }

    static List<String> subjects(List<PlainTextMail> plainTextMails) {
        return plainTextMails.stream().map(PlainTextMail::subject).toList();
    }

    @Override
    public void close() {
        store.close();
    }
}
