package org.signetmail.health;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.signetmail.credential.Slot;

/** What the self-check found in a slot. One row each, made by a migration. */
@Entity
@Table(name = "self_check")
@SuppressWarnings("NullAway.Init") // JPA sets the fields.
class SelfCheckRow {
    private static final int LONGEST_FAILURE = 300;

    @Id
    @Enumerated(EnumType.STRING)
    Slot slot;

    /** The day of UTC, since the epoch, that a node has claimed last. */
    @Column(name = "claimed_day")
    long claimedDay;

    /** Milliseconds since the epoch; null before the first check, and while the slot is empty. */
    @Column(name = "checked_at")
    @Nullable
    Long checkedAt;

    long credential;

    String failure;

    int unanswered;

    SlotHealth health() {
        return new SlotHealth(credential, failure, unanswered);
    }

    void set(SlotHealth health, @Nullable Instant at) {
        credential = health.credential();
        failure = health.failure().substring(0, Math.min(health.failure().length(), LONGEST_FAILURE));
        unanswered = health.unanswered();
        checkedAt = at == null ? null : at.toEpochMilli();
    }
}
