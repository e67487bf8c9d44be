package org.signetmail.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.signetmail.account.RelayLogin;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.SealedTable;

/** The tables of the channels; each call runs in a transaction. */
@ApplicationScoped
@Transactional
class AlertRows implements SealedTable {
    @PersistenceContext(unitName = "signet")
    EntityManager entities;

    /** Reads or changes the row of the settings. */
    <T> T settings(Function<AlertSettingsRow, T> work) {
        return work.apply(entities.find(AlertSettingsRow.class, AlertSettingsRow.ID));
    }

    void sent(Channel channel, Instant at) {
        ChannelRow row = entities.find(ChannelRow.class, channel);
        row.sentAt = at.toEpochMilli();
    }

    void failed(Channel channel, Instant at, String words) {
        ChannelRow row = entities.find(ChannelRow.class, channel);
        row.failedAt = at.toEpochMilli();
        row.failure = words.length() > ChannelRow.LONGEST ? words.substring(0, ChannelRow.LONGEST) : words;
    }

    List<ChannelState> states() {
        return entities.createQuery("select c from ChannelRow c order by c.channel", ChannelRow.class)
                .getResultStream()
                .map(ChannelRow::state)
                .toList();
    }

    @Override
    public List<String> sealed(EntityManager of) {
        AlertSettingsRow row = of.find(AlertSettingsRow.class, AlertSettingsRow.ID);
        return Stream.of(row.relayPassword, row.webhook)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public void reseal(EntityManager of, Resealing resealing) throws SealBroken {
        AlertSettingsRow row = of.find(AlertSettingsRow.class, AlertSettingsRow.ID);
        if (row.relayPassword != null) {
            RelayLogin login = row.relay().flatMap(FallbackRelay::login).orElseThrow();
            row.relayPassword = resealing.resealed(row.relayPassword, login.binding());
        }
        if (row.webhook != null && row.webhookOrigin != null) {
            row.webhook = resealing.resealed(row.webhook, Webhook.binding(row.webhookOrigin));
        }
    }

    @Override
    public void forget(EntityManager of) {
        AlertSettingsRow row = of.find(AlertSettingsRow.class, AlertSettingsRow.ID);
        row.relayPassword = null;
        row.webhookForm = null;
        row.webhookOrigin = null;
        row.webhook = null;
        row.webhookSigned = false;
    }
}
