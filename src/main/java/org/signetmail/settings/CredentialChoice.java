package org.signetmail.settings;

import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.CredentialKind;
import org.signetmail.credential.CredentialSlots;
import org.signetmail.credential.StoredCredential;
import org.signetmail.credential.StoredCredential.Addition;
import org.signetmail.seal.Seal;
import org.signetmail.seal.SealBroken;
import org.signetmail.text.Messages;

/**
 * Which credential a save makes the current one: the typed secret, or the stored credential of the wanted kind. A
 * credential of another application is deleted.
 *
 * @param serving the current credential after the save; null if there is none
 * @param application the application whose credentials stay; null if none does
 * @param keepsOthers whether nothing is deleted
 */
record CredentialChoice(
        @Nullable StoredCredential before,
        @Nullable StoredCredential serving,
        @Nullable ApplicationRegistration application,
        boolean keepsOthers) {

    /** @throws SecretRequired if mail is sent with it, and it is neither typed nor stored for this application */
    static CredentialChoice of(SettingsChange change, StoredSettings stored, Seal seal, Addition addition)
            throws SecretRequired, SealBroken {
        MailSettings wanted = change.wanted();
        boolean needed = wanted.customServer() && wanted.type() == AuthenticationType.OAUTH2;
        StoredCredential before = stored.credentials().current().orElse(null);
        ApplicationRegistration application = wanted.application();
        Optional<ClientSecret> typed = change.clientSecret();
        if (application == null) {
            if (needed && typed.isPresent()) {
                throw SecretKind.CLIENT_SECRET.refusedWithoutDestination();
            }
            return new CredentialChoice(before, null, null, false);
        }
        if (typed.isPresent()) {
            return new CredentialChoice(
                    before,
                    new StoredCredential(typed.get(), application, wanted.secretExpiresOn(), seal, addition),
                    application,
                    false);
        }
        if (!needed) {
            boolean kept = before != null && before.isFor(application);
            return new CredentialChoice(before, kept ? before : null, application, false);
        }
        CredentialKind kind = wanted.credentialKind();
        Optional<StoredCredential> usable = stored.credentials().usable(kind, application);
        if (usable.isPresent()) {
            return new CredentialChoice(before, usable.get(), application, false);
        }
        if (kind != CredentialKind.FEDERATED) {
            throw SecretKind.of(kind).secretRequired(stored.bindingOf(kind), application);
        }
        var federated = new StoredCredential(AccountAssembly.federated(), application, null, seal, addition);
        return new CredentialChoice(before, federated, application, false);
    }

    /** The stored one stays as it is, whatever is wanted. */
    static CredentialChoice unchanged(StoredSettings stored) {
        StoredCredential current = stored.credentials().current().orElse(null);
        return new CredentialChoice(current, current, null, true);
    }

    boolean isChange() {
        return before != serving;
    }

    /** What the audit trail says of the change, beside the kind. */
    Optional<String> phrase() {
        if (!isChange()) {
            return Optional.empty();
        }
        if (serving == null) {
            return Optional.of(Messages.text("settings.change.forgotten", label(before)));
        }
        return before != null && before.kind() != serving.kind() ? Optional.empty() : Optional.of(label(serving));
    }

    /** @throws OptimisticLockException if another credential has become the current one meanwhile */
    void write(EntityManager entities, MailSettings wanted, Instant now) {
        var slots = new CredentialSlots(entities, now);
        StoredCredential current = slots.stored().current().orElse(null);
        if (number(current) != number(before)) {
            throw new OptimisticLockException(current);
        }
        if (!keepsOthers) {
            slots.forgetOthersThan(application);
        }
        if (serving != null && isChange()) {
            slots.makeCurrent(serving);
        }
        if (serving != null && serving.kind() == CredentialKind.CLIENT_SECRET) {
            slots.currentExpiresOn(wanted.secretExpiresOn());
        }
    }

    private static long number(@Nullable StoredCredential credential) {
        return credential == null ? -1 : credential.number();
    }

    private static String label(@Nullable StoredCredential credential) {
        return credential == null ? "" : credential.kind().label();
    }
}
