package org.signetmail.settings;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.signetmail.seal.SealBroken;

/** A table of another package with sealed secrets. It takes part in a rotation of the sealing key. */
public interface SealedTable {
    /** Seals one secret again. */
    @FunctionalInterface
    interface Resealing {
        String resealed(String sealed, List<String> binding) throws SealBroken;
    }

    /** Every sealed text that is stored. */
    List<String> sealed(EntityManager entities);

    /**
     * Seals all secrets again, in the caller's transaction.
     *
     * @throws SealBroken if one can't be opened; the caller rolls back
     */
    void reseal(EntityManager entities, Resealing resealing) throws SealBroken;

    /** Deletes all secrets, whose key is lost, in the caller's transaction. */
    void forget(EntityManager entities);
}
