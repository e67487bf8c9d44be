package org.signetmail.settings;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientId;
import org.signetmail.account.Clouds;
import org.signetmail.account.CredentialKind;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Domain;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Relay;
import org.signetmail.account.RelayLogin;
import org.signetmail.account.SecretDestination;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TenantId;
import org.signetmail.account.TlsMode;
import org.signetmail.account.UserSender;
import org.signetmail.credential.CredentialInfo;
import org.signetmail.credential.StoredCredential;
import org.signetmail.credential.StoredCredentials;

/** The single row of the settings, created by the first migration. */
@Entity
@Table(name = "settings")
@SuppressWarnings("NullAway.Init") // JPA sets the fields.
class SettingsRow {
    static final int ID = 1;

    @Id
    private int id;

    @Version
    private long version;

    @Column(name = "custom_server")
    private boolean customServer;

    @Enumerated(EnumType.STRING)
    @Column(name = "authentication_type")
    private AuthenticationType type;

    @Column(name = "cloud_id")
    private String cloudId;

    @Column(name = "tenant_id")
    private @Nullable String tenantId;

    @Column(name = "client_id")
    private @Nullable String clientId;

    @Enumerated(EnumType.STRING)
    @Column(name = "delivery_route")
    private DeliveryRoute route;

    @Column(name = "relay_host")
    private @Nullable String relayHost;

    @Column(name = "relay_port")
    private @Nullable Integer relayPort;

    @Enumerated(EnumType.STRING)
    @Column(name = "relay_tls")
    private @Nullable TlsMode relayTls;

    @Column(name = "relay_user")
    private @Nullable String relayUser;

    @Embedded
    @AttributeOverride(name = "sealed", column = @Column(name = "relay_password_sealed"))
    @AttributeOverride(name = "boundTo", column = @Column(name = "relay_password_bound_to"))
    @AttributeOverride(name = "addedAt", column = @Column(name = "relay_password_added_at"))
    @AttributeOverride(name = "addedBy", column = @Column(name = "relay_password_added_by"))
    private @Nullable SealedSecret relayPassword;

    @Column(name = "system_mailbox")
    private @Nullable String systemMailbox;

    @Enumerated(EnumType.STRING)
    @Column(name = "user_sender")
    private UserSender userSender;

    /** One domain per line. */
    @Column(name = "further_domains")
    private String furtherDomains;

    /** One address per line. */
    private String warned;

    /** When a credential was last promoted. The change gives the settings another version. */
    @Column(name = "promoted_at")
    @SuppressWarnings("UnusedVariable")
    private @Nullable Long promotedAt;

    @Column(name = "saved_at")
    private @Nullable Long savedAt;

    @Column(name = "saved_by")
    private @Nullable String savedBy;

    protected SettingsRow() {}

    /**
     * Returns the settings without secrets.
     *
     * <p>If the saved cloud is no longer offered, there is no registration: nothing can be sent to it. A secret counts
     * as stored only if it was sealed for the present destination, including the address of the cloud {@code CUSTOM},
     * which the operator may change.
     */
    MailSettings settings(Clouds clouds, StoredCredentials credentials) {
        ApplicationRegistration application = application(clouds);
        Optional<CredentialInfo> current = credentials.current().map(StoredCredential::info);
        Optional<CredentialInfo> secret = current.filter(stored -> stored.kind() == CredentialKind.CLIENT_SECRET);
        boolean usable = application != null
                && credentials
                        .current()
                        .filter(stored -> stored.isFor(application))
                        .isPresent();
        Relay relay = relay();
        return new MailSettings(
                version,
                customServer,
                type,
                cloudId,
                application,
                current.map(CredentialInfo::kind).orElse(CredentialKind.CLIENT_SECRET),
                secret.filter(stored -> usable)
                        .map(stored -> new SecretInfo(stored.addedAt(), stored.addedBy()))
                        .orElse(null),
                secret.flatMap(CredentialInfo::expiresOn).orElse(null),
                route,
                relay,
                relayUser,
                info(relayPassword, relay == null || relayUser == null ? null : new RelayLogin(relay, relayUser)),
                systemMailbox == null ? null : new Mailbox(systemMailbox),
                userSender,
                furtherDomains.lines().map(Domain::new).toList(),
                warned.lines().map(Mailbox::new).toList(),
                savedAt == null ? null : Instant.ofEpochMilli(savedAt),
                savedBy);
    }

    /**
     * Stores everything except the secrets. The registration of a cloud that is no longer offered is kept, since the
     * page doesn't show it.
     */
    void update(MailSettings wanted, boolean keepRegistration, Instant now, String who) {
        customServer = wanted.customServer();
        type = wanted.type();
        if (!keepRegistration) {
            ApplicationRegistration application = wanted.application();
            cloudId =
                    application == null ? wanted.cloudId() : application.cloud().id();
            tenantId = application == null ? null : application.tenant().value();
            clientId = application == null ? null : application.client().value();
        }
        route = wanted.route();
        Relay relay = wanted.relay();
        relayHost = relay == null ? null : relay.server().host();
        relayPort = relay == null ? null : relay.server().port();
        relayTls = relay == null ? null : relay.tls();
        relayUser = wanted.relayUser();
        systemMailbox =
                wanted.systemMailbox() == null ? null : wanted.systemMailbox().address();
        userSender = wanted.userSender();
        furtherDomains = wanted.furtherDomains().stream().map(Domain::name).collect(Collectors.joining("\n"));
        warned = wanted.warned().stream().map(Mailbox::address).collect(Collectors.joining("\n"));
        savedAt = now.toEpochMilli();
        savedBy = who;
    }

    void promoted(Instant now) {
        promotedAt = now.toEpochMilli();
    }

    void setRelayPassword(@Nullable SealedSecret newRelayPassword) {
        relayPassword = newRelayPassword;
    }

    @Nullable
    SealedSecret relayPassword() {
        return relayPassword;
    }

    /** The sealed texts of this row. */
    List<String> sealed() {
        return Optional.ofNullable(relayPassword).map(SealedSecret::sealed).stream()
                .toList();
    }

    long version() {
        return version;
    }

    private @Nullable ApplicationRegistration application(Clouds clouds) {
        if (tenantId == null || clientId == null) {
            return null;
        }
        var tenant = new TenantId(tenantId);
        var client = new ClientId(clientId);
        return clouds.find(cloudId)
                .map(cloud -> new ApplicationRegistration(cloud, tenant, client))
                .orElse(null);
    }

    private @Nullable Relay relay() {
        return relayHost == null || relayPort == null || relayTls == null
                ? null
                : new Relay(new SmtpServer(relayHost, relayPort), relayTls);
    }

    private static @Nullable SecretInfo info(
            @Nullable SealedSecret secret, @Nullable SecretDestination secretDestination) {
        return secret == null || secretDestination == null || !secret.isFor(secretDestination) ? null : secret.info();
    }
}
