package org.signetmail.settings;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.List;
import org.signetmail.account.SecretDestination;

/**
 * A sealed secret with the destination it was sealed for.
 *
 * <p>The destination stands beside the seal to say what was changed; what keeps a secret from going elsewhere is that the
 * seal itself opens for no other.
 */
@Embeddable
@SuppressWarnings("NullAway.Init") // JPA fills the fields; where the columns are null, it makes no object.
class SealedSecret {
    @Column(name = "sealed")
    private String sealed;

    /** The parts of the binding, one a line: no part contains a line break. */
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

    /** The same secret, as sealed with another key. Who added it and when is as it was. */
    SealedSecret sealedAs(String sealedAgain) {
        var again = new SealedSecret();
        again.sealed = sealedAgain;
        again.boundTo = boundTo;
        again.addedAt = addedAt;
        again.addedBy = addedBy;
        return again;
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

    SecretInfo shown() {
        return new SecretInfo(Instant.ofEpochMilli(addedAt), addedBy);
    }
}
