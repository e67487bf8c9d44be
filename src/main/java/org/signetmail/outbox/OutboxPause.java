package org.signetmail.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A refusal that concerns all messages of a mailbox, or of the account: they wait until it is remedied. */
@Entity
@Table(name = "outbox_pause")
@SuppressWarnings("NullAway.Init") // JPA sets the fields.
class OutboxPause {
    /** The subject of a pause of all mailboxes. */
    static final String ACCOUNT = "*";

    /** The mailbox, or {@link #ACCOUNT}. */
    @Id
    String subject;

    /** Milliseconds since the epoch, by the database's clock. */
    @Column(name = "paused_at")
    long pausedAt;

    /** The version of the settings that were refused: others end the pause. */
    @Column(name = "settings_version")
    long settingsVersion;

    /** The refusal; see {@link org.signetmail.account.Symptom}. */
    String peer;

    String code;

    String words;
}
