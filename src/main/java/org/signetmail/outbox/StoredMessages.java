package org.signetmail.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Mailbox;
import org.signetmail.message.RenderedMessage;
import org.signetmail.outbox.AttemptStore.Claimed;
import org.signetmail.outbox.OutboxStore.Accepted;
import org.signetmail.seal.DataKey;
import org.signetmail.seal.SealBroken;

/** Seals messages for the database and opens them again: no database and no backup has a readable one. */
@ApplicationScoped
class StoredMessages {
    @Inject
    OutboxStore store;

    @Inject
    OutboxKeys keys;

    @Inject
    Clock clock;

    /**
     * Stores a message; returns its number.
     *
     * @param holder the node in which the caller's transaction goes on; null to send it at once
     * @throws SealBroken if Signet is locked
     */
    long add(String application, Lane lane, RenderedMessage message, @Nullable String holder) throws SealBroken {
        OutboxKeys.Current key = keys.current(clock.millis());
        byte[] sealed = key.key().seal(message.stored(), binding(application, message.messageId()));
        return store.add(
                new Accepted(
                        application, lane, message.from(), message.messageId(), message.to(), message.size(), key.id()),
                sealed,
                holder);
    }

    /**
     * Opens a message for the recipients that have not been refused; empty if it can't be opened any more.
     *
     * @throws SealBroken if Signet is locked
     */
    Optional<RenderedMessage> opened(Claimed claimed) throws SealBroken {
        Optional<DataKey> key = keys.of(claimed.keyId());
        if (key.isEmpty()) {
            return Optional.empty();
        }
        RenderedMessage message;
        try {
            message = RenderedMessage.restored(key.get()
                    .open(store.content(claimed.number()), binding(claimed.application(), claimed.messageId())));
        } catch (SealBroken | IOException altered) {
            return Optional.empty();
        }
        // Only the end of an earlier attempt refuses recipients.
        Set<String> addresses = claimed.attempt() == 1 ? Set.of() : store.refused(claimed.number());
        List<Mailbox> refused = message.to().stream()
                .filter(to -> addresses.contains(to.address()))
                .toList();
        return Optional.of(refused.isEmpty() ? message : message.without(refused));
    }

    private static List<String> binding(String application, String messageId) {
        return List.of("outbox", application, messageId);
    }
}
