package org.signetmail.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Symptom;
import org.signetmail.credential.CredentialInfo;
import org.signetmail.credential.Slot;
import org.signetmail.delivery.CredentialSwitch;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.CredentialStore;
import org.signetmail.settings.CredentialStore.Opened;

/** Requests a new token by a stored credential, and records how that went. */
@ApplicationScoped
class CredentialProbe {
    @Inject
    CredentialStore credentials;

    @Inject
    CredentialSwitch credentialSwitch;

    /**
     * The result for one credential.
     *
     * @param failure null if there was a token
     * @param refused whether Entra refused it, rather than not answering
     */
    record Probed(CredentialInfo credential, @Nullable Symptom failure, boolean refused) {
        SlotHealth.Change after(SlotHealth before) {
            if (failure == null) {
                return before.worked(credential.number());
            }
            return refused
                    ? before.refused(credential.number(), failure.code())
                    : before.unanswered(credential.number());
        }
    }

    /**
     * Probes the credential of a slot; empty if there is none. If Entra refuses the current one itself, the next one
     * replaces it where that gives a token, and is probed in its place.
     *
     * @throws SealBroken if it can't be opened
     */
    Optional<Probed> probe(Slot slot, DeliveryRoute route) throws SealBroken {
        Optional<Opened> stored = slot == Slot.CURRENT ? credentials.current() : credentials.next();
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        Probed probed = probe(stored.get(), route);
        boolean replaced = slot == Slot.CURRENT
                && probed.failure() != null
                && CredentialSwitch.isAboutCredential(probed.failure())
                && credentialSwitch.switchFrom(probed.credential().number(), route, probed.failure());
        return replaced ? credentials.current().map(current -> probe(current, route)) : Optional.of(probed);
    }

    private Probed probe(Opened opened, DeliveryRoute route) {
        CredentialSwitch.Trial trial = credentialSwitch.tried(opened, route);
        return new Probed(trial.credential(), trial.failure().orElse(null), trial.refused());
    }
}
