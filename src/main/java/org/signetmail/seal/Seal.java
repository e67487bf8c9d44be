package org.signetmail.seal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.signetmail.log.LogEvent;
import org.signetmail.text.Messages;

/**
 * Encrypts and decrypts secrets with AES-256-GCM; the destination is the associated data (NIST SP 800-38D).
 *
 * <p>The key is in a file of its own ({@code signet.key.file}). It is created when the first secret is sealed, but
 * never while stored secrets are sealed with another key. The file has several keys while the secrets are re-sealed
 * with a new one: see {@link KeyRing}. Thread-safe.
 */
@ApplicationScoped
public class Seal {
    /**
     * The interval between attempts to find the key while locked: a node's key file may arrive later than the secrets.
     */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    @Inject
    SealedData sealedData;

    @Inject
    Clock clock;

    private final SecureRandom random = new SecureRandom();
    // Null until first used: the constructor of a CDI proxy must not read the configuration.
    @Nullable
    KeyFile file;

    private @Nullable KeyRing ring;
    private @Nullable MissingKey missingKey;
    private @Nullable Instant lookedAt;

    /**
     * The reason why Signet is locked.
     *
     * @param lookedFor the path of the key file
     * @param found a description of what was found there
     */
    public record MissingKey(Path lookedFor, String found, Instant since) {}

    /**
     * The keys of the file.
     *
     * @param inUse the IDs of the keys that the stored secrets are sealed with
     * @param waiting the ID of a newer key that no secret is sealed with yet
     */
    public record Keys(Path file, Set<String> inUse, Optional<String> waiting) {}

    /** Logs at start if the key is missing or is in the database's folder. */
    void atStart(@Observes @Initialized(ApplicationScoped.class) Object event) {
        missingKey()
                .ifPresent(current -> LogEvent.LOCKED
                        .with("file", current.lookedFor())
                        .with("found", current.found())
                        .log());
        KeyPlace.current()
                .besideDatabase()
                .ifPresent(place ->
                        LogEvent.KEY_BESIDE_DATABASE.with("file", place).log());
    }

    /**
     * Present while the key of stored secrets is missing.
     *
     * <p>Returns the cached result of the start or the last {@link #lookAgain()}, while locked at most five seconds
     * old: cheap enough for every request. If the key file is removed later, the keys in memory remain usable.
     */
    public synchronized Optional<MissingKey> missingKey() {
        boolean stale =
                lookedAt == null || (missingKey != null && !clock.instant().isBefore(lookedAt.plus(RETRY_AFTER)));
        return stale ? lookAgain() : Optional.ofNullable(missingKey);
    }

    /** Reads the key file and the stored secrets again. */
    public synchronized Optional<MissingKey> lookAgain() {
        Set<String> wanted = ring().idsInUse();
        KeyFile.Look look = ring().look();
        Set<String> before = Set.of();
        // Between the two reads, another node may have sealed all with a new key and removed the previous one.
        while (!look.has(wanted) && !wanted.equals(before)) {
            before = wanted;
            wanted = ring().idsInUse();
            look = ring().look();
        }
        if (look.has(wanted)) {
            missingKey = null;
        } else {
            String found = look.keys() == null
                    ? look.found()
                    : Messages.text("seal.found.otherKey", look.found(), String.join(", ", wanted));
            missingKey =
                    new MissingKey(file().path(), found, missingKey == null ? clock.instant() : missingKey.since());
        }
        lookedAt = clock.instant();
        return Optional.ofNullable(missingKey);
    }

    /**
     * Returns the sealed form: version, key ID, nonce, cipher text.
     *
     * @throws SealBroken if Signet is locked, or no key exists and none can be created
     */
    public synchronized String seal(String secret, List<String> binding) throws SealBroken {
        refuseWhileLocked();
        return SealedText.seal(secret, binding, ring().sealing(), random).text();
    }

    /**
     * Returns the secret in plain text.
     *
     * @throws SealBroken if the key is missing or the secret was sealed for another binding
     */
    public synchronized String open(String sealed, List<String> binding) throws SealBroken {
        refuseWhileLocked();
        SealedText text = SealedText.read(sealed);
        if (ring().seen(text.keyId()) == null) {
            lookAgain(); // Another node may have created it, with the first secret or as the new key.
        }
        SealingKey key = ring().seen(text.keyId());
        if (key == null) {
            throw SealBroken.of("seal.keyMissing", text.keyId(), file().path());
        }
        return text.open(binding, key);
    }

    /** The current keys of the file; empty if it has none. */
    public synchronized Optional<Keys> keys() {
        return Optional.ofNullable(ring().look().keys()).map(keys -> keys(keys, ring().idsInUse()));
    }

    /**
     * The same, where the stored secrets have just been read.
     *
     * @param sealed the stored secrets
     */
    public synchronized Optional<Keys> keys(List<String> sealed) {
        return Optional.ofNullable(ring().look().keys()).map(keys -> keys(keys, KeyRing.ids(sealed)));
    }

    private Keys keys(SealingKeys keys, Set<String> inUse) {
        return new Keys(file().path(), inUse, KeyRing.waiting(keys, inUse).map(SealingKey::id));
    }

    /**
     * Adds a key to the file, not yet used for sealing, unless one is waiting there already. The caller ensures that
     * only one node does this at a time.
     *
     * @return its ID, once it is on disk
     * @throws SealBroken if Signet is locked, or the file can't be written
     */
    public synchronized String addKey() throws SealBroken {
        refuseWhileLocked();
        return ring().add().id();
    }

    /**
     * Seals a sealed secret again, with the newest key of the file.
     *
     * @throws SealBroken if it can't be unsealed
     */
    public synchronized String sealWithNewest(String sealed, List<String> binding) throws SealBroken {
        return SealedText.seal(open(sealed, binding), binding, ring().current().newest(), random)
                .text();
    }

    /**
     * Moves the keys that no secret is sealed with any more to another file. The caller ensures that only one node does
     * this at a time.
     *
     * @throws SealBroken if a file can't be written; no key is lost
     */
    public synchronized void retireFormerKeys() throws SealBroken {
        ring().retire();
    }

    /**
     * Creates a new key while the old one is missing. Only an administrator may decide this. Signet stays locked until
     * the caller has deleted the secrets sealed with the old key and called {@link #lookAgain()}.
     *
     * <p>An existing file at that path is renamed, never deleted.
     *
     * @throws SealBroken if the key of the stored secrets has been found again, or the file can't be written
     */
    public synchronized void newKey() throws SealBroken {
        if (lookAgain().isEmpty()) {
            throw SealBroken.of("seal.keyIsBack");
        }
        try {
            file().moveAside(clock.instant())
                    .ifPresent(
                            aside -> LogEvent.KEY_PUT_ASIDE.with("file", aside).log());
        } catch (IOException refused) {
            throw SealBroken.of("seal.notRenamed", file().path(), refused);
        }
        ring().create();
    }

    private void refuseWhileLocked() throws SealBroken {
        Optional<MissingKey> current = missingKey();
        if (current.isPresent()) {
            throw SealBroken.of(
                    "seal.locked", current.get().lookedFor(), current.get().found());
        }
    }

    private KeyRing ring() {
        KeyRing current = ring;
        if (current == null) {
            current = new KeyRing(file(), sealedData, random, clock);
            ring = current;
        }
        return current;
    }

    private KeyFile file() {
        KeyFile current = file;
        if (current == null) {
            current = KeyPlace.current().file();
            file = current;
        }
        return current;
    }
}
