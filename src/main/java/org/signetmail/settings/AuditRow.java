package org.signetmail.settings;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** One line of the audit trail, never changed afterwards. */
@Entity
@Table(name = "audit")
@SuppressWarnings("NullAway.Init") // JPA fills the fields.
class AuditRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "audit_number")
    @SequenceGenerator(name = "audit_number", sequenceName = "audit_number", allocationSize = 1)
    private Long number;

    @Column(name = "changed_at")
    private long changedAt;

    private String who;

    private String what;

    protected AuditRow() {}

    AuditRow(Instant changedAt, String who, String what) {
        this.changedAt = changedAt.toEpochMilli();
        this.who = who;
        this.what = what;
    }

    AuditEntry entry() {
        return new AuditEntry(Instant.ofEpochMilli(changedAt), who, what);
    }
}
