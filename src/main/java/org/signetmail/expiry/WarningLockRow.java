package org.signetmail.expiry;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row whose update serialises the claims of all nodes. */
@Entity
@Table(name = "warning_lock")
@SuppressWarnings("UnusedVariable") // A query uses the fields.
class WarningLockRow {
    @Id
    private int id;

    private long claims;
}
