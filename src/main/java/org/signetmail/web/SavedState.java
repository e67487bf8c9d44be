package org.signetmail.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.MailAccount;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.AuditEntry;
import org.signetmail.settings.DeliveryStatus;
import org.signetmail.settings.MailSettings;
import org.signetmail.settings.NotConfigured;
import org.signetmail.settings.SavedSnapshot;
import org.signetmail.settings.SecretInfo;
import org.signetmail.settings.SecretRequired;
import org.signetmail.settings.SettingsChange;
import org.signetmail.settings.SettingsStore;

/**
 * The saved settings and their status, read once a request in one transaction, and again after an action changed them.
 */
@RequestScoped
class SavedState {
    private static final int MAX_CHANGES = 20;

    @Inject
    SettingsStore store;

    @Inject
    TestRunSnapshots runs;

    private @Nullable SavedSnapshot snapshot;
    private @Nullable TestMailRun readAfter;

    MailSettings settings() {
        return snapshot().settings();
    }

    DeliveryStatus deliveryStatus() {
        return snapshot().standing();
    }

    /** The newest 20 changes, newest first. */
    List<AuditEntry> changes() {
        return snapshot().changes();
    }

    /** The account that results from this change, with the typed or else the stored secret. Saves nothing. */
    MailAccount candidate(SettingsChange change) throws NotConfigured, SecretRequired, SealBroken {
        return snapshot().candidate(change);
    }

    /** The stored secret, if it was saved for exactly the destination of these settings. */
    Optional<SecretInfo> secretFor(MailSettings wanted) {
        MailSettings now = settings();
        return switch (wanted.type()) {
            case NONE -> Optional.empty();
            case OAUTH2 ->
                wanted.application() != null && wanted.application().equals(now.application())
                        ? Optional.ofNullable(now.clientSecret())
                        : Optional.empty();
            case BASIC ->
                wanted.relay() != null
                                && wanted.relay().equals(now.relay())
                                && wanted.relayUser() != null
                                && wanted.relayUser().equals(now.relayUser())
                        ? Optional.ofNullable(now.relayPassword())
                        : Optional.empty();
        };
    }

    /**
     * Reads the saved state after the state of the running tests. Otherwise the page could show a test as ended beside
     * the delivery status from before, and would not poll again.
     */
    SavedSnapshot snapshot() {
        runs.credentials();
        TestMailRun run = runs.testMail().orElse(null);
        SavedSnapshot read = snapshot;
        if (read == null || run != readAfter) {
            read = store.snapshot(MAX_CHANGES);
            snapshot = read;
            readAfter = run;
        }
        return read;
    }

    void readAgain() {
        snapshot = null;
    }
}
