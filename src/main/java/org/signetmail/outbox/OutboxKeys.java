package org.signetmail.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.signetmail.seal.DataKey;
import org.signetmail.seal.Seal;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.NewTransaction;
import org.signetmail.settings.SealedTable;

/**
 * The keys that stored messages are sealed with: a new one each day, far below the limit of one key. A new sealing key reseals
 * these few rows and no message. Thread-safe.
 */
@ApplicationScoped
class OutboxKeys implements SealedTable {
    private static final Duration USE = Duration.ofDays(1);

    @Inject
    NewTransaction transaction;

    @Inject
    Seal seal;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, DataKey> opened = new ConcurrentHashMap<>();
    private volatile @Nullable Current current;

    /** A key with its id, and until when new messages are sealed with it. */
    record Current(String id, DataKey key, long until) {}

    /**
     * The key for a new message.
     *
     * @throws SealBroken if Signet is locked
     */
    Current current(long now) throws SealBroken {
        Current known = current;
        if (known == null || now >= known.until()) {
            Optional<OutboxKeyRow> newest = newest(now);
            known = newest.isPresent() ? opened(newest.get()) : created(now);
            current = known;
        }
        return known;
    }

    /**
     * The key of a stored message; empty if it was forgotten with the sealing key.
     *
     * @throws SealBroken if Signet is locked
     */
    Optional<DataKey> of(String id) throws SealBroken {
        DataKey known = opened.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        OutboxKeyRow row = transaction.of(entities -> entities.find(OutboxKeyRow.class, id));
        return row == null ? Optional.empty() : Optional.of(opened(row).key());
    }

    private Optional<OutboxKeyRow> newest(long now) {
        return transaction.of(entities -> entities.createQuery(
                        "select k from OutboxKeyRow k where k.createdAt > :since order by k.createdAt desc",
                        OutboxKeyRow.class)
                .setParameter("since", now - USE.toMillis())
                .setMaxResults(1)
                .getResultStream()
                .findFirst());
    }

    private Current opened(OutboxKeyRow row) throws SealBroken {
        DataKey key = DataKey.of(seal.open(row.sealed, row.binding()), random);
        opened.put(row.id, key);
        return new Current(row.id, key, row.createdAt + USE.toMillis());
    }

    /** Two nodes may create one each at the same time: both are used. */
    private Current created(long now) throws SealBroken {
        DataKey key = DataKey.create(random);
        var row = new OutboxKeyRow();
        row.id = UUID.randomUUID().toString();
        row.createdAt = now;
        row.sealed = seal.seal(key.text(), row.binding());
        transaction.of(entities -> {
            entities.persist(row);
            return true;
        });
        opened.put(row.id, key);
        return new Current(row.id, key, now + USE.toMillis());
    }

    @Override
    public List<String> sealed(EntityManager entities) {
        return entities.createQuery("select k.sealed from OutboxKeyRow k", String.class)
                .getResultList();
    }

    @Override
    public void reseal(EntityManager entities, Resealing resealing) throws SealBroken {
        for (OutboxKeyRow row : entities.createQuery("select k from OutboxKeyRow k", OutboxKeyRow.class)
                .getResultList()) {
            row.sealed = resealing.resealed(row.sealed, row.binding());
        }
    }

    @Override
    public void forget(EntityManager entities) {
        entities.createQuery("delete from OutboxKeyRow k").executeUpdate();
        opened.clear();
        current = null;
    }
}
