package org.signetmail.alert;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Relay;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TlsMode;

/** The saved fall-back relay and webhook. One row, created by a migration. */
@Entity
@Table(name = "alert_settings")
@SuppressWarnings("UnusedVariable") // JPA sets the id.
class AlertSettingsRow {
    static final int ID = 1;

    @Id
    private int id;

    @Column(name = "relay_host")
    private @Nullable String relayHost;

    @Column(name = "relay_port")
    private @Nullable Integer relayPort;

    @Enumerated(EnumType.STRING)
    @Column(name = "relay_tls")
    private @Nullable TlsMode relayTls;

    @Column(name = "relay_user")
    private @Nullable String relayUser;

    @Column(name = "relay_sender")
    private @Nullable String relaySender;

    @Column(name = "relay_password_sealed")
    @Nullable
    String relayPassword;

    @Enumerated(EnumType.STRING)
    @Column(name = "webhook_form")
    @Nullable
    WebhookForm webhookForm;

    @Column(name = "webhook_origin")
    @Nullable
    String webhookOrigin;

    /** Address and secret in one text: see {@link Webhook}. */
    @Column(name = "webhook_sealed")
    @Nullable
    String webhook;

    @Column(name = "webhook_signed")
    boolean webhookSigned;

    Optional<FallbackRelay> relay() {
        return relayHost == null || relayPort == null || relayTls == null || relaySender == null
                ? Optional.empty()
                : Optional.of(new FallbackRelay(
                        new Relay(new SmtpServer(relayHost, relayPort), relayTls),
                        Optional.ofNullable(relayUser),
                        new Mailbox(relaySender)));
    }

    void setRelay(@Nullable FallbackRelay relay) {
        relayHost = relay == null ? null : relay.relay().server().host();
        relayPort = relay == null ? null : relay.relay().server().port();
        relayTls = relay == null ? null : relay.relay().tls();
        relayUser = relay == null ? null : relay.user().orElse(null);
        relaySender = relay == null ? null : relay.sender().address();
    }

    AlertSettings settings() {
        return new AlertSettings(
                relay(),
                relayPassword != null,
                Optional.ofNullable(webhookForm),
                webhookOrigin == null ? "" : webhookOrigin,
                webhookSigned);
    }
}
