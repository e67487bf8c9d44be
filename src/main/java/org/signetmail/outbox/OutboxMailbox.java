package org.signetmail.outbox;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A mailbox that messages were accepted for, and the node that sends them. */
@Entity
@Table(name = "outbox_mailbox")
@SuppressWarnings("NullAway.Init") // JPA sets the fields.
class OutboxMailbox {
    @Id
    String mailbox;

    /** How many leases there were. */
    long epoch;

    /** The session of the node that has leased it. */
    @Nullable
    String owner;

    /** The turn of the message that was claimed last; see {@link OutboxRow#turn}. */
    long turn;
}
