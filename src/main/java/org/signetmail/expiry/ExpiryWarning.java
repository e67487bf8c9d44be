package org.signetmail.expiry;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** The secret for which a warning was last claimed. One row per warning, created by a migration. */
@Entity
@Table(name = "expiry_warning")
@SuppressWarnings("NullAway.Init") // JPA sets the fields.
class ExpiryWarning {
    @Id
    @Column(name = "days_before")
    int daysBefore;

    @Column(name = "secret")
    String secret;

    /** Milliseconds since the epoch; null if the warning was skipped because a later one was due. */
    @Column(name = "warned_at")
    @Nullable
    Long warnedAt;
}
