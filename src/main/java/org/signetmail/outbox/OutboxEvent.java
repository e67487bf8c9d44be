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
import org.signetmail.account.Symptom;

/** An event in the history of an accepted message: how an attempt ended, or what an administrator did. */
@Entity
@Table(name = "outbox_event")
@SuppressWarnings("NullAway.Init") // JPA sets the fields.
class OutboxEvent {
    private static final int LONGEST_WORDS = 2000;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "outbox_event_number")
    @SequenceGenerator(name = "outbox_event_number", sequenceName = "outbox_event_number", allocationSize = 50)
    Long number;

    long message;

    /** Milliseconds since the epoch, by the database's clock. */
    @Column(name = "happened_at")
    long happenedAt;

    /** The state that the message has since then. */
    @Enumerated(EnumType.STRING)
    OutboxState state;

    int attempt;

    @Nullable
    String peer;

    @Nullable
    String code;

    @Nullable
    String words;

    @Column(name = "server_id")
    @Nullable
    String serverId;

    /** The administrator; null for Signet itself. */
    @Nullable
    String who;

    static OutboxEvent of(long message, long at, OutboxState state, int attempt) {
        var event = new OutboxEvent();
        event.message = message;
        event.happenedAt = at;
        event.state = state;
        event.attempt = attempt;
        return event;
    }

    OutboxEvent because(@Nullable Symptom why) {
        if (why != null) {
            peer = why.peer().name();
            code = why.code();
            words = shortened(why.words());
        }
        return this;
    }

    /** As much of a server's words as is stored. */
    static String shortened(String words) {
        return words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS);
    }
}
