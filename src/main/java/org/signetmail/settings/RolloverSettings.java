package org.signetmail.settings;

import java.util.Optional;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.ObjectId;
import org.signetmail.credential.SelfSignedCertificates;

/**
 * Whether certificates are renewed, and how.
 *
 * @param objectId of the app registration
 * @param months the life of a new certificate
 */
public record RolloverSettings(boolean enabled, Optional<ObjectId> objectId, int months) {
    /** @throws InvalidInput if it is on without an Object ID, or the life is too short or too long */
    public RolloverSettings {
        if (enabled && objectId.isEmpty()) {
            throw InvalidInput.of("settings.rollover.objectId");
        }
        if (months < SelfSignedCertificates.SHORTEST || months > SelfSignedCertificates.LONGEST) {
            throw InvalidInput.of("credential.life", SelfSignedCertificates.SHORTEST, SelfSignedCertificates.LONGEST);
        }
    }
}
