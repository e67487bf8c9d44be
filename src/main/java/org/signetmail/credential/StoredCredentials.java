package org.signetmail.credential;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.CredentialKind;
import org.signetmail.seal.Seal;
import org.signetmail.seal.SealBroken;

/** All stored credentials as one transaction read them, the newest first. */
public record StoredCredentials(List<StoredCredential> all) {

    public static StoredCredentials read(EntityManager entities) {
        return new StoredCredentials(
                entities.createQuery("select c from StoredCredential c order by c.number desc", StoredCredential.class)
                        .getResultList());
    }

    public Optional<StoredCredential> current() {
        return in(Slot.CURRENT);
    }

    public Optional<StoredCredential> next() {
        return in(Slot.NEXT);
    }

    /** The credential of this kind and application that can serve at once: the current one, or else the next one. */
    public Optional<StoredCredential> usable(CredentialKind kind, ApplicationRegistration application) {
        return Stream.of(current(), next())
                .flatMap(Optional::stream)
                .filter(stored -> stored.kind() == kind && stored.isFor(application))
                .findFirst();
    }

    /**
     * The stored credential that this is, also a former one that a message has used.
     *
     * @throws SealBroken if one of its kind can't be opened
     */
    public Optional<StoredCredential> find(ClientCredentials used, Seal seal) throws SealBroken {
        for (StoredCredential stored : all) {
            if (stored.isFor(used.application())
                    && stored.kind() == CredentialKind.of(used.credential())
                    && stored.open(used.application(), seal).equals(used.credential())) {
                return Optional.of(stored);
            }
        }
        return Optional.empty();
    }

    /** Every sealed text. */
    public List<String> sealed() {
        return all.stream().flatMap(stored -> stored.sealed().stream()).toList();
    }

    private Optional<StoredCredential> in(Slot slot) {
        return all.stream()
                .filter(stored -> stored.slot().filter(slot::equals).isPresent())
                .findFirst();
    }
}
