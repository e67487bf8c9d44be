package org.signetmail.signin;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A session of a signed-in administrator on any node. A session without a row has ended. */
@Entity
@Table(name = "admin_session")
@SuppressWarnings("NullAway.Init") // Filled by JPA.
class AdminSession {
    private static final int LONGEST_ADDRESS = 100;

    @Id
    private String id;

    private String name;

    @Column(name = "began_at")
    private long beganAt;

    @Column(name = "seen_at")
    private long seenAt;

    private String address;

    protected AdminSession() {}

    AdminSession(String name, String address, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.name = name;
        this.beganAt = now.toEpochMilli();
        this.seenAt = beganAt;
        this.address = address.length() > LONGEST_ADDRESS ? address.substring(0, LONGEST_ADDRESS) : address;
    }

    /** Identifies the row; it is no credential, which is the container's cookie. */
    String id() {
        return id;
    }

    String name() {
        return name;
    }

    Instant beganAt() {
        return Instant.ofEpochMilli(beganAt);
    }

    Instant seenAt() {
        return Instant.ofEpochMilli(seenAt);
    }

    String address() {
        return address;
    }
}
