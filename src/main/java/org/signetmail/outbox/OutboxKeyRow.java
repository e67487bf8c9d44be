package org.signetmail.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;

/** A key that stored messages are sealed with, sealed itself. */
@Entity
@Table(name = "outbox_key")
@SuppressWarnings("NullAway.Init") // JPA sets the fields.
class OutboxKeyRow {
    /** Random. */
    @Id
    String id;

    /** Milliseconds since the epoch, by the database's clock. */
    @Column(name = "created_at")
    long createdAt;

    String sealed;

    /** What the sealed key belongs to. */
    List<String> binding() {
        return List.of("outbox-key", id);
    }
}
