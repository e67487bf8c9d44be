package org.signetmail.settings;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientId;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Cloud;
import org.signetmail.account.CredentialKind;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Domain;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Relay;
import org.signetmail.account.RelayPassword;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TenantId;
import org.signetmail.account.TlsMode;
import org.signetmail.account.UserSender;

/** Sample settings for tests. */
public final class SampleSettings {
    public static final ApplicationRegistration CONTOSO = new ApplicationRegistration(
            Cloud.MICROSOFT.get(0),
            new TenantId("0b9e7a51-3c1d-4a0e-9f43-6a5f1a2b3c4d"),
            new ClientId("6731de76-14a6-49ae-97bc-6eba6914391e"));
    public static final Relay RELAY = new Relay(new SmtpServer("smtp.contoso.com", 587), TlsMode.STARTTLS);
    public static final ClientSecret SECRET = new ClientSecret("8Q~Canary-Of-The-Client.Secret");
    public static final RelayPassword PASSWORD = new RelayPassword("Canary of the relay's password");

    private SampleSettings() {}

    /** OAuth 2.0 with all fields, at this version. */
    public static MailSettings contoso(long version) {
        return with(version, true, AuthenticationType.OAUTH2, CONTOSO, RELAY, "signet");
    }

    /** Basic with all fields, at this version. */
    public static MailSettings basic(long version) {
        return with(version, true, AuthenticationType.BASIC, CONTOSO, RELAY, "signet");
    }

    public static MailSettings with(
            long version,
            boolean customServer,
            AuthenticationType type,
            @Nullable ApplicationRegistration application,
            @Nullable Relay relay,
            @Nullable String user) {
        return new MailSettings(
                version,
                customServer,
                type,
                "WORLDWIDE",
                application,
                CredentialKind.CLIENT_SECRET,
                null,
                LocalDate.of(2026, 9, 8),
                DeliveryRoute.SMTP,
                relay,
                user,
                null,
                new Mailbox("noreply@contoso.com"),
                UserSender.SYSTEM_GENERATED_EMAIL,
                List.of(new Domain("contoso.de"), new Domain("contoso.fr")),
                List.of(new Mailbox("mail-admins@contoso.com"), new Mailbox("servicedesk@contoso.com")),
                null,
                null);
    }

    /** The minimum for sending through an Entra application, at this version. */
    public static MailSettings sending(
            long version,
            ApplicationRegistration application,
            DeliveryRoute route,
            Mailbox system,
            UserSender userSender,
            List<Domain> furtherDomains) {
        return new MailSettings(
                version,
                true,
                AuthenticationType.OAUTH2,
                application.cloud().id(),
                application,
                CredentialKind.CLIENT_SECRET,
                null,
                null,
                route,
                null,
                null,
                null,
                system,
                userSender,
                furtherDomains,
                List.of(),
                null,
                null);
    }

    /** The same settings with another route. */
    public static MailSettings by(DeliveryRoute route, MailSettings settings) {
        return with(route, settings.furtherDomains(), settings);
    }

    /** The same settings with other further domains. */
    public static MailSettings listing(List<Domain> furtherDomains, MailSettings settings) {
        return with(settings.route(), furtherDomains, settings);
    }

    private static MailSettings with(DeliveryRoute route, List<Domain> furtherDomains, MailSettings settings) {
        return new MailSettings(
                settings.version(),
                settings.customServer(),
                settings.type(),
                settings.cloudId(),
                settings.application(),
                settings.credentialKind(),
                null,
                settings.secretExpiresOn(),
                route,
                settings.relay(),
                settings.relayUser(),
                null,
                settings.systemMailbox(),
                settings.userSender(),
                furtherDomains,
                settings.warned(),
                null,
                null);
    }

    /** With both secrets typed. */
    public static SettingsChange typed(MailSettings wanted) {
        return new SettingsChange(wanted, Optional.of(SECRET), Optional.of(PASSWORD));
    }

    /** With both secret fields left blank. */
    public static SettingsChange blank(MailSettings wanted) {
        return new SettingsChange(wanted, Optional.empty(), Optional.empty());
    }
}
