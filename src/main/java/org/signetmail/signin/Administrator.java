package org.signetmail.signin;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** A user who may sign in, with the hash of the password. */
@Entity
@Table(name = "administrator")
@SuppressWarnings("NullAway.Init") // Filled by JPA.
class Administrator {
    @Id
    private String name;

    @Column(name = "password_hash", nullable = false)
    private String passwordHash;

    @Column(name = "password_set_at", nullable = false)
    private OffsetDateTime passwordSetAt;

    protected Administrator() {}

    Administrator(String name) {
        this.name = name;
    }

    String passwordHash() {
        return passwordHash;
    }

    void setPasswordHash(String hash, Instant now) {
        passwordHash = hash;
        passwordSetAt = now.atOffset(ZoneOffset.UTC);
    }

    OffsetDateTime passwordSetAt() {
        return passwordSetAt;
    }
}
