package org.signetmail.settings;

import java.time.Instant;
import java.util.List;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Symptom;
import org.signetmail.seal.SealBroken;

/** The saved settings. Safe for many threads; every method is a transaction of its own. */
public class SettingsStore {

    /** What is saved now, or {@link MailSettings#NOTHING_SAVED}. Never opens a secret. */
    public MailSettings load() {
        throw new UnsupportedOperationException();
    }

    /**
     * Saves what is wanted and returns it as saved.
     *
     * @throws SavedByAnother if somebody saved since the version that is wanted to be changed
     * @throws SecretMustBeTyped if a secret is neither typed nor stored for the wanted destination
     * @throws SealBroken if there is no key to seal with
     */
    public MailSettings save(SettingsChange change, String who) throws SavedByAnother, SecretMustBeTyped, SealBroken {
        throw new UnsupportedOperationException();
    }

    /**
     * The account that mail is sent with.
     *
     * @throws NotConfigured if mail is switched off or something is missing
     * @throws SealBroken if the stored secret does not open
     */
    public MailAccount account() throws NotConfigured, SealBroken {
        throw new UnsupportedOperationException();
    }

    /**
     * The account that these values make, with the typed secret, or the stored one if that was sealed for the very same
     * destination. Nothing is saved.
     *
     * @throws NotConfigured if a value is missing
     * @throws SecretMustBeTyped if the secret is neither typed nor stored for this destination
     */
    public MailAccount candidate(SettingsChange change) throws NotConfigured, SecretMustBeTyped, SealBroken {
        throw new UnsupportedOperationException();
    }

    /** Forgets the stored secrets and makes a new sealing key: what an administrator chooses when the old key is gone. */
    public void startWithNewKey(String who) {
        throw new UnsupportedOperationException();
    }

    /** The newest entries of the audit trail, newest first. */
    public List<AuditEntry> recentChanges(int most) {
        throw new UnsupportedOperationException();
    }

    public Standing standing() {
        throw new UnsupportedOperationException();
    }

    /** A test of the saved credentials went well. */
    public void credentialsPassed(Instant at) {
        throw new UnsupportedOperationException();
    }

    /** A mail was accepted. */
    public void mailAccepted(Instant at) {
        throw new UnsupportedOperationException();
    }

    /** A mail failed; the first failure in a row keeps its time. */
    public void mailFailed(Instant at, Symptom why) {
        throw new UnsupportedOperationException();
    }
}
