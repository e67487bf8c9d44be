package org.signetmail.seal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Seals and opens secrets with AES-256-GCM; the destination is bound in as associated data (NIST SP 800-38D). */
public class Seal {

    /** Why Signet is locked: where the key was looked for, what was found there, since when. */
    public record Lock(Path lookedFor, String found, Instant since) {}

    /** Present while secrets are stored sealed and the key that opens them is not there. */
    public Optional<Lock> lock() {
        throw new UnsupportedOperationException();
    }

    /** Looks for the key again. */
    public Optional<Lock> lookAgain() {
        throw new UnsupportedOperationException();
    }

    /** The sealed form: version, key id, nonce, cipher text. */
    public String seal(String secret, List<String> binding) throws SealBroken {
        throw new UnsupportedOperationException();
    }

    /**
     * The secret again.
     *
     * @throws SealBroken if the key is missing or the secret was sealed for another binding
     */
    public String open(String sealed, List<String> binding) throws SealBroken {
        throw new UnsupportedOperationException();
    }
}
