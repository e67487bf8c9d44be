package org.signetmail.expiry;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** An administrator's acknowledgement of one rung of one credential. */
@Entity
@Table(name = "acknowledgement")
@SuppressWarnings("NullAway.Init") // JPA sets the fields.
class AcknowledgementRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "acknowledgement_number")
    @SequenceGenerator(name = "acknowledgement_number", sequenceName = "warning_number", allocationSize = 1)
    Long number;

    String credential;

    int rung;

    @Column(name = "acknowledged_at")
    long acknowledgedAt;

    @Column(name = "acknowledged_by")
    String acknowledgedBy;
}
