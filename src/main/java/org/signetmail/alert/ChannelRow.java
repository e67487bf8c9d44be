package org.signetmail.alert;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The state of a channel. One row per channel, created by a migration. */
@Entity
@Table(name = "alert_channel")
@SuppressWarnings("NullAway.Init") // JPA sets the fields.
class ChannelRow {
    static final int LONGEST = 1000;

    @Id
    @Enumerated(EnumType.STRING)
    @Column(name = "name")
    Channel channel;

    @Column(name = "sent_at")
    @Nullable
    Long sentAt;

    @Column(name = "failed_at")
    @Nullable
    Long failedAt;

    @Nullable
    String failure;

    ChannelState state() {
        return new ChannelState(channel, instant(sentAt), instant(failedAt), failure);
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
