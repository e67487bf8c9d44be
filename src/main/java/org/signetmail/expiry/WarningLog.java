package org.signetmail.expiry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.signetmail.alert.Attempt;
import org.signetmail.alert.Channel;

/**
 * Records which warnings were sent, for all nodes that share a database.
 *
 * <p>A node claims a warning before it sends it, and records after that that it was sent. If it is killed in between,
 * any node claims the warning again once the lease is over. Claims are serialised by the update of one row: concurrent
 * inserts would fill the log with stack traces of constraint violations.
 *
 * <p>Leases are measured by the database's clock, because a node whose own clock is ahead would take over claims that
 * another node is still working on. The times that people read are those of the node.
 */
@ApplicationScoped
@Transactional
class WarningLog {
    /** Longer than a node needs for one message to one recipient, even if it waits for a permit and for each timeout. */
    static final Duration LEASE = Duration.ofMinutes(15);

    /** The recipient of the warnings sent by versions that recorded no recipients. */
    private static final String EVERYBODY = "*";

    @PersistenceContext(unitName = "signet")
    EntityManager entities;

    /** One warning. */
    record Key(String recipient, String credential, int rung) {}

    /**
     * Who has acknowledged a rung.
     *
     * @param at when
     */
    record Acknowledgement(String who, Instant at) {}

    /**
     * The recipients among these to whom neither this warning nor a later one was sent, or is being sent: usually none,
     * found by one query.
     */
    List<String> pending(List<String> recipients, String credential, int rung) {
        return untaken(recipients, credential, rung, leaseTime().minus(LEASE).toEpochMilli());
    }

    /** The recipients among these to whom neither this warning nor a later one was sent; it may be on its way. */
    List<String> unsent(List<String> recipients, String credential, int rung) {
        return untaken(recipients, credential, rung, Long.MAX_VALUE);
    }

    private List<String> untaken(List<String> recipients, String credential, int rung, long leasedAfter) {
        Set<String> taken = Set.copyOf(entities.createQuery(
                        "select distinct w.recipient from WarningRow w where w.credential = :credential"
                                + " and w.rung <= :rung and (w.sentAt is not null or w.claimedAt > :leased)",
                        String.class)
                .setParameter("credential", credential)
                .setParameter("rung", rung)
                .setParameter("leased", leasedAfter)
                .getResultList());
        return taken.contains(EVERYBODY)
                ? List.of()
                : recipients.stream().filter(one -> !taken.contains(one)).toList();
    }

    /**
     * Claims a warning; returns whether the caller must send it. A warning is never claimed after a later one about the
     * same credential.
     *
     * @param node identifies the caller
     */
    boolean claim(Key key, String node) {
        entities.createQuery("update WarningLockRow l set l.claims = l.claims + 1 where l.id = 1")
                .executeUpdate();
        if (pending(List.of(key.recipient()), key.credential(), key.rung()).isEmpty()) {
            return false;
        }
        WarningRow row = find(key);
        if (row == null) {
            row = inserted(key);
        }
        row.claimedAt = leaseTime().toEpochMilli();
        row.claimedBy = node;
        return true;
    }

    private WarningRow inserted(Key key) {
        var row = new WarningRow();
        row.recipient = key.recipient();
        row.credential = key.credential();
        row.rung = key.rung();
        entities.persist(row);
        return row;
    }

    /** The time by the clock that all nodes share. */
    Instant leaseTime() {
        var seconds = (Number) entities.createNativeQuery("select extract(epoch from current_timestamp)")
                .getSingleResult();
        return Instant.ofEpochMilli((long) (seconds.doubleValue() * 1000));
    }

    /** Records that a claimed warning was sent, even if another node has claimed it meanwhile. */
    void sent(Key key, Channel by, Attempt.Result result, Instant at) {
        WarningRow row = find(key);
        if (row != null && row.sentAt == null) {
            row.sentAt = at.toEpochMilli();
            row.sentBy = by.name();
            row.outcome = result.name();
        }
    }

    /** Releases the node's own claim after the warning could not be sent, so that the next run may claim it again. */
    void release(Key key, String node) {
        WarningRow row = find(key);
        if (row != null && row.sentAt == null && node.equals(row.claimedBy)) {
            row.claimedAt = null;
            row.claimedBy = null;
        }
    }

    private @Nullable WarningRow find(Key key) {
        return entities.createQuery(
                        "select w from WarningRow w where w.recipient = :recipient and w.credential = :credential"
                                + " and w.rung = :rung",
                        WarningRow.class)
                .setParameter("recipient", key.recipient())
                .setParameter("credential", key.credential())
                .setParameter("rung", key.rung())
                .getResultStream()
                .findFirst()
                .orElse(null);
    }

    /** Whether the recipient was never warned about this credential. */
    boolean isFirst(Key key) {
        return entities.createQuery(
                                "select count(w) from WarningRow w where w.credential = :credential"
                                        + " and w.recipient in (:recipient, :everybody) and w.sentAt is not null",
                                Long.class)
                        .setParameter("credential", key.credential())
                        .setParameter("recipient", key.recipient())
                        .setParameter("everybody", EVERYBODY)
                        .getSingleResult()
                == 0;
    }

    /** When each rung of this credential was first sent to an administrator, oldest first. */
    List<Instant> warnedAt(String credential) {
        return entities
                .createQuery(
                        "select min(w.sentAt) from WarningRow w where w.credential = :credential"
                                + " and w.sentAt is not null and w.sentBy <> :webhook group by w.rung order by min(w.sentAt)",
                        Long.class)
                .setParameter("credential", credential)
                .setParameter("webhook", Channel.WEBHOOK.name())
                .getResultList()
                .stream()
                .map(Instant::ofEpochMilli)
                .toList();
    }

    /** Records an acknowledgement of this rung and all before it; returns false if there is one already. */
    boolean acknowledge(String credential, int rung, String who, Instant at) {
        entities.createQuery("update WarningLockRow l set l.claims = l.claims + 1 where l.id = 1")
                .executeUpdate();
        if (acknowledgement(credential, rung).isPresent()) {
            return false;
        }
        var row = new AcknowledgementRow();
        row.credential = credential;
        row.rung = rung;
        row.acknowledgedBy = who;
        row.acknowledgedAt = at.toEpochMilli();
        entities.persist(row);
        return true;
    }

    /** The newest acknowledgement of this rung or a later one. */
    Optional<Acknowledgement> acknowledgement(String credential, int rung) {
        return entities.createQuery(
                        "select a from AcknowledgementRow a where a.credential = :credential and a.rung <= :rung"
                                + " order by a.rung",
                        AcknowledgementRow.class)
                .setParameter("credential", credential)
                .setParameter("rung", rung)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(row -> new Acknowledgement(row.acknowledgedBy, Instant.ofEpochMilli(row.acknowledgedAt)));
    }
}
