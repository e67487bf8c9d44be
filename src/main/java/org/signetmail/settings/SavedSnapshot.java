package org.signetmail.settings;

import java.util.List;
import java.util.Optional;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.Clouds;
import org.signetmail.account.CredentialKind;
import org.signetmail.account.MailAccount;
import org.signetmail.credential.CredentialInfo;
import org.signetmail.credential.StoredCredential;
import org.signetmail.seal.Seal;
import org.signetmail.seal.SealBroken;

/** All that is saved, as one transaction read it. Holds the secrets sealed, and opens one only for an account. */
public final class SavedSnapshot {
    private final StoredSettings stored;
    private final MailSettings settings;
    private final DeliveryStatus deliveryStatus;
    private final List<AuditEntry> changes;
    private final Seal seal;

    SavedSnapshot(
            StoredSettings stored, DeliveryStatus deliveryStatus, List<AuditEntry> changes, Clouds clouds, Seal seal) {
        this.stored = stored;
        this.settings = stored.settings(clouds);
        this.deliveryStatus = deliveryStatus;
        this.changes = changes;
        this.seal = seal;
    }

    /** Without secrets; {@link MailSettings#NOTHING_SAVED} before the first save. */
    public MailSettings settings() {
        return settings;
    }

    public DeliveryStatus standing() {
        return deliveryStatus;
    }

    /** The newest changes of settings, key and password, newest first. */
    public List<AuditEntry> changes() {
        return changes;
    }

    /** The stored credential of this kind and application that a save would use. */
    public Optional<CredentialInfo> usable(CredentialKind kind, ApplicationRegistration application) {
        return stored.credentials().usable(kind, application).map(StoredCredential::info);
    }

    /** The stored secrets, sealed. */
    List<String> sealed() {
        return stored.sealed();
    }

    /**
     * The account that these values make, with the typed secret, or the stored one if that was sealed for the very same
     * destination. Nothing is saved.
     *
     * @throws NotConfigured if a value is missing
     * @throws SecretRequired if the secret is neither typed nor stored for this destination
     */
    public MailAccount candidate(SettingsChange change) throws NotConfigured, SecretRequired, SealBroken {
        return new AccountAssembly(change, stored, seal).account();
    }
}
