package org.signetmail.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A running node. One that does not renew its row in time is taken for dead, and gets a new name if it is not. */
@Entity
@Table(name = "outbox_node")
@SuppressWarnings("NullAway.Init") // JPA sets the fields.
class OutboxNode {
    @Id
    String id;

    /** Milliseconds since the epoch, by the database's clock. */
    @Column(name = "alive_until")
    long aliveUntil;
}
