package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Relay;
import org.signetmail.account.RelayPassword;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TlsMode;
import org.signetmail.alert.AlertChange;
import org.signetmail.alert.AlertSettings;
import org.signetmail.alert.FallbackRelay;
import org.signetmail.alert.WebhookForm;
import org.signetmail.alert.WebhookSecret;
import org.signetmail.alert.WebhookTarget;

/** The fields of the channels as typed, without secrets. A blank host means no relay, a blank form no webhook. */
public final class WarningsForm {
    private static final int PORT = 587;

    private String relayHost = "";
    private String relayPort = Integer.toString(PORT);
    private String relayTls = TlsMode.STARTTLS.name();
    private String relayUser = "";
    private String relaySender = "";
    private String webhookForm = "";

    WarningsForm() {}

    WarningsForm(AlertSettings saved) {
        saved.relay().ifPresent(relay -> {
            relayHost = relay.relay().server().host();
            relayPort = Integer.toString(relay.relay().server().port());
            relayTls = relay.relay().tls().name();
            relayUser = relay.user().orElse("");
            relaySender = relay.sender().address();
        });
        webhookForm = saved.webhook().map(Enum::name).orElse("");
    }

    /** @throws InvalidInput with the first field that is wrong */
    AlertChange change(String password, String address, String secret) {
        return new AlertChange(
                relay(),
                Optional.of(password).filter(typed -> !typed.isEmpty()).map(RelayPassword::new),
                Optional.of(webhookForm).filter(form -> !form.isBlank()).map(WebhookForm::valueOf),
                Optional.of(address).filter(typed -> !typed.isBlank()).map(WebhookTarget::parse),
                Optional.of(secret).filter(typed -> !typed.isEmpty()).map(WebhookSecret::new));
    }

    private Optional<FallbackRelay> relay() {
        if (relayHost.isBlank()) {
            return Optional.empty();
        }
        if (relaySender.isBlank()) {
            throw new InvalidInput(text("warnings.relay.noSender"));
        }
        return Optional.of(new FallbackRelay(
                new Relay(new SmtpServer(relayHost, port()), TlsMode.valueOf(relayTls)),
                Optional.of(relayUser).filter(user -> !user.isBlank()),
                new Mailbox(relaySender)));
    }

    private int port() {
        try {
            return Integer.parseInt(relayPort.strip());
        } catch (NumberFormatException notANumber) {
            return 0; // Refused with the values that it may have.
        }
    }

    /** The page posts null for an empty field. */
    private static String textOf(@Nullable String typed) {
        return typed == null ? "" : typed;
    }

    public String getRelayHost() {
        return relayHost;
    }

    public void setRelayHost(@Nullable String typed) {
        relayHost = textOf(typed);
    }

    public String getRelayPort() {
        return relayPort;
    }

    public void setRelayPort(@Nullable String typed) {
        relayPort = textOf(typed);
    }

    public String getRelayTls() {
        return relayTls;
    }

    public void setRelayTls(@Nullable String chosen) {
        relayTls = textOf(chosen);
    }

    public String getRelayUser() {
        return relayUser;
    }

    public void setRelayUser(@Nullable String typed) {
        relayUser = textOf(typed);
    }

    public String getRelaySender() {
        return relaySender;
    }

    public void setRelaySender(@Nullable String typed) {
        relaySender = textOf(typed);
    }

    public String getWebhookForm() {
        return webhookForm;
    }

    public void setWebhookForm(@Nullable String chosen) {
        webhookForm = textOf(chosen);
    }
}
