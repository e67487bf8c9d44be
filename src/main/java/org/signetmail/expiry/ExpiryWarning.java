package org.signetmail.expiry;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** The secret that a warning was last claimed for. There is one row for each warning, from the first day on. */
@Entity
@Table(name = "expiry_warning")
@SuppressWarnings("NullAway.Init") // JPA fills it in.
class ExpiryWarning {
    @Id
    @Column(name = "days_before")
    int daysBefore;

    @Column(name = "secret")
    String secret;

    /** Milliseconds since 1970 UTC; null when the warning was passed over because a later one was due already. */
    @Column(name = "warned_at")
    @Nullable
    Long warnedAt;
}
