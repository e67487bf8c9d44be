package org.signetmail.settings;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.CredentialKind;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Domain;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Relay;
import org.signetmail.account.UserSender;
import org.signetmail.text.Messages;

/**
 * A snapshot of the saved settings, without secrets. Fields that were never filled in are null.
 *
 * @param version number of saves; 0 before the first
 * @param customServer whether mail is sent through the configured server (<em>Custom SMTP Server</em>)
 * @param cloudId id of the application's cloud; if that cloud is no longer offered, {@code application} is null and
 * this is the saved id
 * @param credentialKind the kind of the current credential
 * @param clientSecret the current credential, if it is a client secret for the saved application
 * @param secretExpiresOn last day of the client secret according to Entra (UTC)
 * @param relayUser user name at the relay; null without authentication
 * @param furtherDomains domains whose users also send from their own mailboxes with {@link UserSender#USER_EMAIL}; may
 * contain the domain of the system mailbox, which matters only after that mailbox has changed
 * @param warned administrators who receive warnings before the client secret expires
 */
public record MailSettings(
        long version,
        boolean customServer,
        AuthenticationType type,
        String cloudId,
        @Nullable ApplicationRegistration application,
        CredentialKind credentialKind,
        @Nullable SecretInfo clientSecret,
        @Nullable LocalDate secretExpiresOn,
        DeliveryRoute route,
        @Nullable Relay relay,
        @Nullable String relayUser,
        @Nullable SecretInfo relayPassword,
        @Nullable Mailbox systemMailbox,
        UserSender userSender,
        List<Domain> furtherDomains,
        List<Mailbox> warned,
        @Nullable Instant savedAt,
        @Nullable String savedBy) {

    /** Before the first save. */
    public static final MailSettings NOTHING_SAVED = new MailSettings(
            0,
            false,
            AuthenticationType.OAUTH2,
            "WORLDWIDE",
            null,
            CredentialKind.CLIENT_SECRET,
            null,
            null,
            DeliveryRoute.GRAPH,
            null,
            null,
            null,
            null,
            UserSender.USER_EMAIL,
            List.of(),
            List.of(),
            null,
            null);

    public static final int MOST_WARNED = 100;

    /** Limited because every message checks all of them. */
    public static final int MOST_FURTHER_DOMAINS = 100;

    /** @throws InvalidInput for more than 100 administrators or more than 100 further domains */
    public MailSettings {
        if (warned.size() > MOST_WARNED) {
            throw InvalidInput.of("settings.tooManyWarned", MOST_WARNED);
        }
        furtherDomains = furtherDomains.stream().distinct().toList();
        if (furtherDomains.size() > MOST_FURTHER_DOMAINS) {
            throw InvalidInput.of("settings.tooManyDomains", MOST_FURTHER_DOMAINS);
        }
        cloudId = application == null ? cloudId : application.cloud().id();
        warned = List.copyOf(warned);
    }

    public Optional<ApplicationRegistration> registration() {
        return Optional.ofNullable(application);
    }

    /**
     * A field of the settings, in the order of the page. It determines the label, the value shown on the page, what the
     * audit trail reports as changed, and conflicts between two administrators. Secrets are not among them.
     */
    @SuppressWarnings("ImmutableEnumChecker") // The functions hold nothing.
    public enum Setting {
        CUSTOM_SERVER("setting.customServer", MailSettings::customServer),
        TYPE("setting.type", MailSettings::type),
        CLOUD("setting.cloud", MailSettings::cloudId),
        CLIENT_ID("setting.clientId", settings -> ofApplication(settings, ApplicationRegistration::client)),
        TENANT_ID("setting.tenantId", settings -> ofApplication(settings, ApplicationRegistration::tenant)),
        CREDENTIAL("setting.credential", MailSettings::credentialKind),
        SECRET_EXPIRES("setting.secretExpires", MailSettings::secretExpiresOn),
        ROUTE("setting.route", MailSettings::route),
        HOST(
                "setting.host",
                settings -> ofRelay(settings, relay -> relay.server().host())),
        PORT(
                "setting.port",
                settings -> ofRelay(settings, relay -> relay.server().port())),
        TLS("setting.tls", settings -> ofRelay(settings, Relay::tls)),
        USER("setting.user", MailSettings::relayUser),
        SYSTEM_MAILBOX("setting.systemMailbox", MailSettings::systemMailbox),
        USER_SENDER("setting.userSender", MailSettings::userSender),
        FURTHER_DOMAINS("setting.furtherDomains", MailSettings::furtherDomains),
        WARNED("setting.warned", MailSettings::warned);

        private final String label;
        private final Function<MailSettings, @Nullable Object> value;

        Setting(String label, Function<MailSettings, @Nullable Object> value) {
            this.label = Messages.text(label);
            this.value = value;
        }

        public String label() {
            return label;
        }

        /** Its value; null where it is not filled in, a {@link List} where it has several. */
        public @Nullable Object of(MailSettings settings) {
            return value.apply(settings);
        }

        private static @Nullable Object ofApplication(
                MailSettings settings, Function<ApplicationRegistration, Object> value) {
            return settings.registration().map(value).orElse(null);
        }

        private static @Nullable Object ofRelay(MailSettings settings, Function<Relay, Object> value) {
            return Optional.ofNullable(settings.relay()).map(value).orElse(null);
        }
    }
}
