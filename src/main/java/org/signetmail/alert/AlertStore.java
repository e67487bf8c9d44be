package org.signetmail.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.SmtpServer;
import org.signetmail.net.RelayLookup;
import org.signetmail.seal.Seal;
import org.signetmail.seal.SealBroken;

/** The saved channels and their state. Each method runs in a transaction of its own. */
@ApplicationScoped
public class AlertStore {
    @Inject
    AlertRows rows;

    @Inject
    Seal seal;

    @Inject
    RelayLookup relays;

    @Inject
    WebhookSender webhookSender;

    public AlertSettings saved() {
        return rows.settings(AlertSettingsRow::settings);
    }

    AlertSettingsRow row() {
        return rows.settings(row -> row);
    }

    /** @throws SealBroken if it can't be opened, or none is saved */
    Webhook webhook(AlertSettingsRow saved) throws SealBroken {
        if (saved.webhook == null || saved.webhookOrigin == null) {
            throw SealBroken.of("alert.webhook.missing");
        }
        return Webhook.parse(seal.open(saved.webhook, Webhook.binding(saved.webhookOrigin)));
    }

    /** How each channel works. */
    public List<ChannelState> states() {
        return rows.states();
    }

    void record(Channel channel, Attempt attempt, Instant at) {
        if (attempt.result() == Attempt.Result.ACCEPTED) {
            rows.sent(channel, at);
        } else {
            rows.failed(channel, at, attempt.words());
        }
    }

    /**
     * Saves other channels.
     *
     * @throws InvalidInput if a host is not allowed, or a secret must be typed
     * @throws SealBroken if there is no sealing key
     */
    public void save(AlertChange change) throws SealBroken {
        AlertSettingsRow before = row();
        requireAllowed(change, before);
        Optional<String> password = password(change, before);
        Optional<Webhook> webhook = webhook(change, before);
        Optional<String> sealed = webhook.isEmpty()
                ? Optional.empty()
                : Optional.of(seal.seal(
                        webhook.get().text(),
                        Webhook.binding(webhook.get().target().origin())));
        rows.settings(row -> {
            row.setRelay(change.relay().orElse(null));
            row.relayPassword = password.orElse(null);
            row.webhookForm = change.webhook().orElse(null);
            row.webhookOrigin = webhook.map(saved -> saved.target().origin()).orElse(null);
            row.webhook = sealed.orElse(null);
            row.webhookSigned = webhook.flatMap(Webhook::secret).isPresent();
            return true;
        });
    }

    /** A relay that was saved is judged again when it is used. */
    private void requireAllowed(AlertChange change, AlertSettingsRow before) {
        Optional<SmtpServer> server = change.relay().map(relay -> relay.relay().server());
        Optional<SmtpServer> saved = before.relay().map(relay -> relay.relay().server());
        if (server.isPresent() && !server.equals(saved)) {
            try {
                relays.addressesOf(server.get());
            } catch (UnknownHostException nothingToConnectTo) {
                // Saving must not depend on a working name server.
            }
        }
        change.target().ifPresent(webhookSender::requireAllowed);
    }

    private Optional<String> password(AlertChange change, AlertSettingsRow before) throws SealBroken {
        var login = change.relay().flatMap(FallbackRelay::login);
        if (login.isEmpty()) {
            return Optional.empty();
        }
        if (change.password().isPresent()) {
            return Optional.of(
                    seal.seal(change.password().get().value(), login.get().binding()));
        }
        if (before.relayPassword == null || !login.equals(before.relay().flatMap(FallbackRelay::login))) {
            throw InvalidInput.of("alert.relay.password");
        }
        return Optional.of(before.relayPassword);
    }

    /** A stored secret stays with its address: for another address it must be typed again. */
    private Optional<Webhook> webhook(AlertChange change, AlertSettingsRow before) throws SealBroken {
        if (change.webhook().isEmpty()) {
            return Optional.empty();
        }
        if (change.target().isPresent()) {
            return Optional.of(new Webhook(change.target().get(), change.secret()));
        }
        if (before.webhook == null) {
            throw InvalidInput.of("alert.webhook.missing");
        }
        Webhook saved = webhook(before);
        return Optional.of(new Webhook(saved.target(), change.secret().or(saved::secret)));
    }
}
