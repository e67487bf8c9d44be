package org.signetmail.settings;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.List;
import org.signetmail.account.SecretDestination;

/**
 * A sealed secret and its destination.
 *
 * <p>The destination is stored only to report what has changed. The protection is in the seal itself, which opens for
 * no other destination.
 */
@Embeddable
@SuppressWarnings("NullAway.Init") // JPA sets the fields, and creates no object if the columns are null.
class SealedSecret {
    @Column(name = "sealed")
    private String sealed;

    /** The parts of the binding, one per line: no part contains a line break. */
    @Column(name = "bound_to")
    private String boundTo;

    @Column(name = "added_at")
    private Long addedAt;

    @Column(name = "added_by")
    private String addedBy;

    protected SealedSecret() {}

    SealedSecret(String sealed, SecretDestination secretDestination, Instant addedAt, String addedBy) {
        this.sealed = sealed;
        this.boundTo = String.join("\n", secretDestination.binding());
        this.addedAt = addedAt.toEpochMilli();
        this.addedBy = addedBy;
    }

    /** Returns a copy with the secret sealed with another key; user and time of the addition don't change. */
    SealedSecret withSealed(String resealed) {
        var copy = new SealedSecret();
        copy.sealed = resealed;
        copy.boundTo = boundTo;
        copy.addedAt = addedAt;
        copy.addedBy = addedBy;
        return copy;
    }

    String sealed() {
        return sealed;
    }

    List<String> binding() {
        return List.of(boundTo.split("\n", -1));
    }

    boolean isFor(SecretDestination secretDestination) {
        return binding().equals(secretDestination.binding());
    }

    SecretInfo info() {
        return new SecretInfo(Instant.ofEpochMilli(addedAt), addedBy);
    }
}
