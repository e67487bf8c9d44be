package org.signetmail.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.signetmail.log.LogEvent;
import org.signetmail.message.PlainTextMail;
import org.signetmail.seal.SealBroken;

/** Sends warnings by the saved channels, and records how each of them works. No failure of one leaves this class. */
@ApplicationScoped
public class Alerts {
    @Inject
    AlertStore store;

    @Inject
    RelaySender relaySender;

    @Inject
    WebhookSender webhookSender;

    @Inject
    Clock clock;

    /** An attempt of one channel; empty if the channel is not set up. */
    @FunctionalInterface
    private interface Sending {
        Optional<Attempt> send() throws SealBroken;
    }

    /** Sends by the fall-back relay; empty if none is saved. */
    public Optional<Attempt> byRelay(PlainTextMail mail) {
        return recorded(Channel.RELAY, () -> {
            AlertSettingsRow saved = store.row();
            Optional<FallbackRelay> relay = saved.relay();
            return relay.isEmpty()
                    ? Optional.empty()
                    : Optional.of(relaySender.send(relay.get(), Optional.ofNullable(saved.relayPassword), mail));
        });
    }

    /** Posts to the webhook; empty if none is saved. */
    public Optional<Attempt> byWebhook(Alert alert) {
        return recorded(Channel.WEBHOOK, () -> {
            AlertSettingsRow saved = store.row();
            return saved.webhookForm == null
                    ? Optional.empty()
                    : Optional.of(webhookSender.post(store.webhook(saved), saved.webhookForm, alert));
        });
    }

    /** The saved channels; none while they can't be read. */
    public AlertSettings saved() {
        try {
            return store.saved();
        } catch (RuntimeException databaseUnavailable) {
            LogEvent.CHANNEL_NOT_NOTED.log(databaseUnavailable);
            return AlertSettings.NONE;
        }
    }

    /** Records what happened to a warning that another package sent. Never throws. */
    public void record(Channel channel, Attempt attempt) {
        try {
            store.record(channel, attempt, clock.instant());
        } catch (RuntimeException databaseUnavailable) {
            LogEvent.CHANNEL_NOT_NOTED.with("channel", channel).log(databaseUnavailable);
        }
    }

    /** How each channel works. */
    public List<ChannelState> states() {
        return store.states();
    }

    private Optional<Attempt> recorded(Channel channel, Sending sending) {
        Optional<Attempt> attempt;
        try {
            attempt = sending.send();
        } catch (SealBroken unreadable) {
            attempt = Optional.of(Attempt.refused(String.valueOf(unreadable.getMessage())));
        } catch (RuntimeException bug) { // Must not keep the other channels from warning.
            LogEvent.WARNING_FAILED.with("channel", channel).log(bug);
            attempt = Optional.of(Attempt.refused(bug.getClass().getSimpleName()));
        }
        attempt.ifPresent(made -> {
            log(channel, made);
            record(channel, made);
        });
        return attempt;
    }

    private static void log(Channel channel, Attempt attempt) {
        if (attempt.result() == Attempt.Result.ACCEPTED) {
            LogEvent.CHANNEL_SENT.with("channel", channel).log();
        } else {
            LogEvent.CHANNEL_FAILED
                    .with("channel", channel)
                    .with("outcome", attempt.result())
                    .with("why", attempt.words())
                    .log();
        }
    }
}
