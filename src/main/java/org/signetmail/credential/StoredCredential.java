package org.signetmail.credential;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Credential;
import org.signetmail.account.CredentialKind;
import org.signetmail.seal.Seal;
import org.signetmail.seal.SealBroken;

/** A row of the credentials. Outside a transaction it is a snapshot, and a change of it is not stored. */
@Entity
@Table(name = "credential")
@SuppressWarnings("NullAway.Init") // JPA sets the fields.
public class StoredCredential {
    /** How long a former credential is kept, unless it ends before. */
    public static final Duration KEPT = Duration.ofDays(7);

    /** Entra shows as many characters of a secret. */
    private static final int HINT = 3;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "credential_number")
    @SequenceGenerator(name = "credential_number", sequenceName = "credential_number", allocationSize = 1)
    private Long number;

    @Enumerated(EnumType.STRING)
    private @Nullable Slot slot;

    @Embedded
    private SealedCredential sealedCredential;

    @Column(name = "added_at")
    private long addedAt;

    @Column(name = "added_by")
    private String addedBy;

    private @Nullable String hint;

    /** DER in base64, for the page; what signs is the sealed one. */
    private @Nullable String certificate;

    @Column(name = "expires_on")
    private @Nullable LocalDate expiresOn;

    @Column(name = "ends_at")
    private @Nullable Long endsAt;

    @Column(name = "promote_at")
    private @Nullable Long promoteAt;

    @Column(name = "current_since")
    private @Nullable Long currentSince;

    @Column(name = "wipe_at")
    private @Nullable Long wipeAt;

    /** Written by {@link CredentialSlots#used}, and so are the next two. */
    @Column(name = "worked_at")
    private @Nullable Long workedAt;

    @Column(name = "failed_at")
    private @Nullable Long failedAt;

    @Column(name = "failure_code")
    private @Nullable String failureCode;

    @Column(name = "switched_because")
    private @Nullable String switchedBecause;

    @Column(name = "announced_at")
    private @Nullable Long announcedAt;

    protected StoredCredential() {}

    /** Who adds a credential, and when. */
    public record Addition(Instant at, String by) {}

    /**
     * Seals a credential for its application.
     *
     * @param expiresOn the last day of a secret as Entra shows it; null if unknown. A certificate knows its own end
     */
    public StoredCredential(
            Credential credential,
            ApplicationRegistration application,
            @Nullable LocalDate expiresOn,
            Seal seal,
            Addition addition)
            throws SealBroken {
        this.sealedCredential = SealedCredential.of(credential, application, seal);
        this.addedAt = addition.at().toEpochMilli();
        this.addedBy = addition.by();
        if (credential instanceof ClientSecret secret) {
            this.expiresOn = expiresOn;
            this.hint = secret.value().length() > HINT ? secret.value().substring(0, HINT) : null;
        } else if (credential instanceof CertificateCredential pair) {
            this.certificate = pair.certificate();
            this.endsAt = pair.endsAt().toEpochMilli();
        }
    }

    /**
     * Opens it for this application.
     *
     * @throws SealBroken if it is sealed for another application, the key is missing, or the operator has not set the
     * file of a federated assertion
     */
    public Credential open(ApplicationRegistration application, Seal seal) throws SealBroken {
        return sealedCredential.open(application, seal);
    }

    public long number() {
        return number == null ? 0 : number;
    }

    public CredentialKind kind() {
        return sealedCredential.kind();
    }

    public boolean isFor(ApplicationRegistration application) {
        return boundTo().equals(application.binding());
    }

    /** The binding of its application. */
    public List<String> boundTo() {
        return sealedCredential.boundTo();
    }

    /** The sealed text; empty for a federated assertion. */
    public Optional<String> sealed() {
        return sealedCredential.sealed();
    }

    /** What may be shown of it. */
    public CredentialInfo info() {
        return new CredentialInfo(
                number(),
                Optional.ofNullable(slot),
                kind(),
                Instant.ofEpochMilli(addedAt),
                addedBy,
                Optional.ofNullable(hint),
                Optional.ofNullable(certificate),
                Optional.ofNullable(expiresOn),
                instant(endsAt),
                instant(promoteAt),
                instant(currentSince),
                instant(wipeAt),
                instant(workedAt),
                instant(failedAt),
                Optional.ofNullable(failureCode),
                Optional.ofNullable(switchedBecause).filter(code -> announcedAt == null));
    }

    Optional<Slot> slot() {
        return Optional.ofNullable(slot);
    }

    void enter(Slot entered, Instant now) {
        slot = entered;
        promoteAt = null;
        if (entered == Slot.CURRENT) {
            currentSince = now.toEpochMilli();
        }
    }

    /** Leaves its slot. It is kept for a while: messages in flight and other nodes may still use it. */
    void leave(Instant now) {
        slot = null;
        long kept = now.plus(KEPT).toEpochMilli();
        wipeAt = endsAt == null ? kept : Math.min(kept, endsAt);
    }

    /** Serves since Entra refused the former one with this code; null after a click. */
    void switchedBecause(@Nullable String code) {
        switchedBecause = code;
        announcedAt = null;
    }

    /** Returns whether that changes anything. */
    boolean announced(@Nullable Instant at) {
        boolean changed = switchedBecause != null && (announcedAt == null) != (at == null);
        announcedAt = at == null ? null : at.toEpochMilli();
        return changed;
    }

    void promoteAt(@Nullable Instant at) {
        promoteAt = at == null ? null : at.toEpochMilli();
    }

    void expiresOn(@Nullable LocalDate day) {
        expiresOn = day;
    }

    void reseal(Seal seal) throws SealBroken {
        sealedCredential.reseal(seal);
    }

    private static Optional<Instant> instant(@Nullable Long milliseconds) {
        return Optional.ofNullable(milliseconds).map(Instant::ofEpochMilli);
    }
}
