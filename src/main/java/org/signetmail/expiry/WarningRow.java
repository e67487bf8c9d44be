package org.signetmail.expiry;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A warning of one recipient about one rung of one credential. */
@Entity
@Table(name = "warning")
@SuppressWarnings("NullAway.Init") // JPA sets the fields.
class WarningRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "warning_number")
    @SequenceGenerator(name = "warning_number", sequenceName = "warning_number", allocationSize = 1)
    Long number;

    /** A mailbox or another recipient; {@code *} for every administrator. */
    String recipient;

    String credential;

    /** See {@link WarningSchedule}. */
    int rung;

    /** Milliseconds since the epoch by the database's clock; null after a refusal. */
    @Column(name = "claimed_at")
    @Nullable
    Long claimedAt;

    /** The node that sends or has sent it. */
    @Column(name = "claimed_by")
    @Nullable
    String claimedBy;

    /** Milliseconds since the epoch; null until it was sent. */
    @Column(name = "sent_at")
    @Nullable
    Long sentAt;

    /** See {@link org.signetmail.alert.Channel}. */
    @Column(name = "sent_by")
    @Nullable
    String sentBy;

    /** See {@link org.signetmail.alert.Attempt.Result}. */
    @Nullable
    String outcome;
}
