package org.signetmail.settings;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.signetmail.log.AuditNote;
import org.signetmail.log.AuditNote.Kind;

/** A row of the audit trail, never updated. */
@Entity
@Table(name = "audit")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // JPA sets the fields, and a query uses the kind.
class AuditRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "audit_number")
    @SequenceGenerator(name = "audit_number", sequenceName = "audit_number", allocationSize = 1)
    private Long number;

    @Column(name = "changed_at")
    private long changedAt;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private String who;

    private String what;

    protected AuditRow() {}

    AuditRow(Instant changedAt, AuditNote note) {
        this.changedAt = changedAt.toEpochMilli();
        this.kind = note.kind();
        this.who = note.who();
        this.what = note.what();
    }

    /** The newest entries of these kinds, newest first. */
    static List<AuditEntry> newest(EntityManager entities, Set<Kind> kinds, int most) {
        return entities.createQuery(
                        "select a from AuditRow a where a.kind in :kinds order by a.number desc", AuditRow.class)
                .setParameter("kinds", kinds)
                .setMaxResults(most)
                .getResultStream()
                .map(AuditRow::entry)
                .toList();
    }

    AuditEntry entry() {
        return new AuditEntry(Instant.ofEpochMilli(changedAt), who, what);
    }
}
