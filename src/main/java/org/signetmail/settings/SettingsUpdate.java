package org.signetmail.settings;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.OptimisticLockException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.Clouds;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.RelayLogin;
import org.signetmail.account.SecretDestination;
import org.signetmail.account.TlsMode;
import org.signetmail.credential.StoredCredential.Addition;
import org.signetmail.log.AuditNote;
import org.signetmail.seal.Seal;
import org.signetmail.seal.SealBroken;
import org.signetmail.text.Messages;

/**
 * A save: computed and sealed first, then written in one transaction.
 *
 * <p>A stored secret never changes its destination. If the authentication type needs a secret for a new destination, it
 * must be typed; otherwise the secret of the old destination is deleted, which the audit trail records.
 */
final class SettingsUpdate {
    /** Not a comma, which lists of domains contain. */
    private static final String SEPARATOR = "; ";

    private final MailSettings wanted;
    private final StoredSettings stored;
    private final String who;
    private final Instant now;
    private final Seal seal;

    private final CredentialChoice credential;
    private final @Nullable SealedSecret relayPassword;
    private final boolean keepsRegistration;
    private final SettingsDiff settingsDiff;
    private final List<String> phrases;

    SettingsUpdate(SettingsChange change, StoredSettings stored, Clouds clouds, Seal seal, String who, Instant now)
            throws SecretRequired, SealBroken {
        this.wanted = change.wanted();
        this.stored = stored;
        this.seal = seal;
        this.who = who;
        this.now = now;

        MailSettings before = stored.settings(clouds);
        ApplicationRegistration application = wanted.application();
        this.keepsRegistration = application == null
                && before.cloudId().equals(wanted.cloudId())
                && clouds.find(wanted.cloudId()).isEmpty();
        this.credential = keepsRegistration
                ? CredentialChoice.unchanged(stored)
                : CredentialChoice.of(change, stored, seal, new Addition(now, who));
        this.relayPassword = secretToStore(
                SecretKind.RELAY_PASSWORD,
                stored.row().relayPassword(),
                change.relayPassword().map(password -> password.value()),
                login(wanted),
                wanted.customServer() && wanted.type() == AuthenticationType.BASIC);
        this.settingsDiff = new SettingsDiff(before, wanted, clouds);
        this.phrases = settingsDiff.phrases(
                credential.phrase(),
                secretPhrase(SecretKind.RELAY_PASSWORD, stored.row().relayPassword(), relayPassword));
    }

    /** Whether this save changes anything. */
    boolean hasChanges() {
        return !phrases.isEmpty();
    }

    /** @throws OptimisticLockException if the settings were saved after the stored ones were read */
    StoredSettings write(EntityManager entities) {
        SettingsRow row = entities.find(SettingsRow.class, SettingsRow.ID, LockModeType.PESSIMISTIC_WRITE);
        if (row.version() != stored.version()) {
            throw new OptimisticLockException(row);
        }
        row.update(wanted, keepsRegistration, now, who);
        row.setRelayPassword(relayPassword);
        credential.write(entities, wanted, now);
        for (String what : rows(phrases)) {
            entities.persist(new AuditRow(now, new AuditNote(who, what)));
        }
        entities.flush();
        DeliveryStatusRow status =
                entities.find(DeliveryStatusRow.class, DeliveryStatusRow.ID, LockModeType.PESSIMISTIC_WRITE);
        boolean otherSecret = credential.isChange() || stored.row().relayPassword() != relayPassword;
        if (otherSecret || settingsDiff.touchesCredentials()) {
            status.credentialsPassed(null);
        }
        if (otherSecret || settingsDiff.touchesDelivery()) {
            // The failure stays until a message is accepted: changed settings prove nothing.
            status.accepted(null);
        }
        return StoredSettings.read(entities);
    }

    /** Packs the phrases into as few audit rows as possible without splitting one. */
    static List<String> rows(List<String> phrases) {
        var rows = new ArrayList<String>();
        var row = new StringBuilder();
        for (String phrase : phrases) {
            if (!row.isEmpty() && row.length() + SEPARATOR.length() + phrase.length() > AuditNote.LONGEST) {
                rows.add(row.toString());
                row.setLength(0);
            }
            row.append(row.isEmpty() ? "" : SEPARATOR).append(phrase);
        }
        rows.add(row.toString());
        return rows;
    }

    /** Returns the relay login of these settings; refuses to send a password without TLS. */
    private static @Nullable RelayLogin login(MailSettings wanted) {
        if (wanted.relay() == null || wanted.relayUser() == null) {
            return null;
        }
        if (wanted.customServer()
                && wanted.type() == AuthenticationType.BASIC
                && wanted.relay().tls() == TlsMode.NONE) {
            throw InvalidInput.of("account.relay.noTls");
        }
        return new RelayLogin(wanted.relay(), wanted.relayUser());
    }

    private @Nullable SealedSecret secretToStore(
            SecretKind kind,
            @Nullable SealedSecret old,
            Optional<String> typed,
            @Nullable SecretDestination secretDestination,
            boolean needed)
            throws SecretRequired, SealBroken {
        if (secretDestination == null) {
            if (needed && typed.isPresent()) {
                throw kind.refusedWithoutDestination();
            }
            return null;
        }
        if (typed.isPresent()) {
            return new SealedSecret(seal.seal(typed.get(), secretDestination.binding()), secretDestination, now, who);
        }
        if (old != null && old.isFor(secretDestination)) {
            return old;
        }
        if (needed) {
            throw kind.secretRequired(old == null ? null : old.binding(), secretDestination);
        }
        return null;
    }

    private static Optional<String> secretPhrase(
            SecretKind kind, @Nullable SealedSecret before, @Nullable SealedSecret after) {
        if (before == after) {
            return Optional.empty();
        }
        return Optional.of(after == null ? Messages.text("settings.change.forgotten", kind.label()) : kind.label());
    }
}
