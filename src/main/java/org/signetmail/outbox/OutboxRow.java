package org.signetmail.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** An accepted message without its content. Times are in milliseconds since the epoch, by the database's clock. */
@Entity
@Table(name = "outbox_message")
@SuppressWarnings("NullAway.Init") // JPA sets the fields.
class OutboxRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "outbox_number")
    @SequenceGenerator(name = "outbox_number", sequenceName = "outbox_number", allocationSize = 50)
    Long number;

    String application;

    int lane;

    /**
     * Its place among the messages of its mailbox and lane: those of one application follow each other, and those of several
     * applications alternate, however many each has (start-time fair queueing).
     *
     * @see <a href="https://doi.org/10.1109/90.649569">Start-time fair queuing</a>
     */
    long turn;

    /** The sender. */
    String mailbox;

    @Column(name = "message_id")
    String messageId;

    int bytes;

    /** The key of the content; null once that is deleted. */
    @Column(name = "key_id")
    @Nullable
    String keyId;

    @Enumerated(EnumType.STRING)
    OutboxState state;

    /** The session of the node in which the caller's transaction has not ended, or that claimed it last. */
    @Nullable
    String holder;

    /** Counted before each attempt: a node writes nothing about an attempt that is not its own. */
    int attempt;

    /** Refusals for now. */
    int failures;

    /** When the first of them was. */
    @Column(name = "failing_since")
    @Nullable
    Long failingSince;

    /** The epoch of the mailbox's lease under which it was claimed. */
    @Nullable
    Long epoch;

    @Column(name = "due_at")
    long dueAt;

    @Column(name = "accepted_at")
    long acceptedAt;

    @Column(name = "changed_at")
    long changedAt;

    /** Why it is in this state; see {@link org.signetmail.account.Symptom}. */
    @Nullable
    String peer;

    @Nullable
    String code;

    @Nullable
    String words;

    /** The server's own identifier. */
    @Column(name = "server_id")
    @Nullable
    String serverId;
}
