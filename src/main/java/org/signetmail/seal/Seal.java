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

/**
 * Seals and opens secrets with AES-256-GCM; the destination is bound in as associated data (NIST SP 800-38D).
 *
 * <p>The key stands in a file of its own ({@code signet.key.file}). It is made when the first secret is sealed, and never
 * while secrets are stored that another key sealed. The file may hold several while the secrets move from one to the next: see
 * {@link KeyRing}. Safe for many threads.
 */
@ApplicationScoped
public class Seal {
    /** While locked, it looks again by itself: another node's file may have been a moment late. */
    private static final Duration LOOKS_AGAIN_AFTER = Duration.ofSeconds(5);

    @Inject
    SealedData sealedData;

    @Inject
    Clock clock;

    private final SecureRandom random = new SecureRandom();
    // Null until it is first needed: a CDI proxy of this class must not ask for configuration.
    @Nullable
    KeyFile file;

    private @Nullable KeyRing ring;
    private @Nullable Lock lock;
    private @Nullable Instant lookedAt;

    /** Why Signet is locked: where the key was looked for, what was found there, since when. */
    public record Lock(Path lookedFor, String found, Instant since) {}

    /**
     * The keys of the file.
     *
     * @param inUse the ids of those that seal the stored secrets
     * @param waiting the id of a newer one, which seals nothing yet
     */
    public record Keys(Path file, Set<String> inUse, Optional<String> waiting) {}

    /** Says at once in the log if the key is not there, or lies where it protects little. */
    void atStart(@Observes @Initialized(ApplicationScoped.class) Object event) {
        lock().ifPresent(present -> LogEvent.LOCKED
                .with("file", present.lookedFor())
                .with("found", present.found())
                .log());
        KeyPlace.current()
                .besideDatabase()
                .ifPresent(place ->
                        LogEvent.KEY_BESIDE_DATABASE.with("file", place).log());
    }

    /**
     * Present while secrets are stored sealed and the key that opens them is not there.
     *
     * <p>Answers what was seen at start or at the last {@link #lookAgain()}, while locked five seconds ago at most: cheap
     * enough for every request. A key file that vanishes meanwhile goes on working from memory.
     */
    public synchronized Optional<Lock> lock() {
        boolean stale =
                lookedAt == null || (lock != null && !clock.instant().isBefore(lookedAt.plus(LOOKS_AGAIN_AFTER)));
        return stale ? lookAgain() : Optional.ofNullable(lock);
    }

    /** Looks for the key again. */
    public synchronized Optional<Lock> lookAgain() {
        Set<String> wanted = ring().idsInUse();
        KeyFile.Look look = ring().look();
        Set<String> before = Set.of();
        // Between the two, another node may have sealed all with a new key and taken the former one out of the file.
        while (!look.has(wanted) && !wanted.equals(before)) {
            before = wanted;
            wanted = ring().idsInUse();
            look = ring().look();
        }
        if (look.has(wanted)) {
            lock = null;
        } else {
            String found = look.keys() == null
                    ? look.found()
                    : look.found() + ", but the secrets are sealed with " + String.join(", ", wanted);
            lock = new Lock(file().path(), found, lock == null ? clock.instant() : lock.since());
        }
        lookedAt = clock.instant();
        return Optional.ofNullable(lock);
    }

    /**
     * The sealed form: version, key id, nonce, cipher text.
     *
     * @throws SealBroken if Signet is locked, or there is no key yet and none can be made
     */
    public synchronized String seal(String secret, List<String> binding) throws SealBroken {
        refuseWhileLocked();
        return SealedText.seal(secret, binding, ring().sealing(), random).text();
    }

    /**
     * The secret again.
     *
     * @throws SealBroken if the key is missing or the secret was sealed for another binding
     */
    public synchronized String open(String sealed, List<String> binding) throws SealBroken {
        refuseWhileLocked();
        SealedText text = SealedText.read(sealed);
        if (ring().seen(text.keyId()) == null) {
            lookAgain(); // Another node may have made it: with the first secret, or as the new key.
        }
        SealingKey key = ring().seen(text.keyId());
        if (key == null) {
            throw new SealBroken("A stored secret was sealed with the key " + text.keyId() + ", which is not in "
                    + file().path() + ".");
        }
        return text.open(binding, key);
    }

    /** What the file holds at present; empty where it holds no key. */
    public synchronized Optional<Keys> keys() {
        return Optional.ofNullable(ring().look().keys())
                .map(keys -> new Keys(
                        file().path(), ring().idsInUse(), ring().waiting(keys).map(SealingKey::id)));
    }

    /**
     * Adds a key to the file that seals nothing yet, unless one is waiting there already. For one caller at a time, on all
     * nodes.
     *
     * @return its id, once it lasts
     * @throws SealBroken if Signet is locked, or the file can't be written
     */
    public synchronized String addKey() throws SealBroken {
        refuseWhileLocked();
        return ring().add().id();
    }

    /**
     * Seals what is sealed once more, with the newest key of the file.
     *
     * @throws SealBroken if it does not open
     */
    public synchronized String sealWithNewest(String sealed, List<String> binding) throws SealBroken {
        return SealedText.seal(open(sealed, binding), binding, ring().present().newest(), random)
                .text();
    }

    /**
     * Moves the keys that seal nothing any more out of the file, into one of their own. For one caller at a time, on all
     * nodes.
     *
     * @throws SealBroken if a file can't be written; no key is lost then
     */
    public synchronized void retireFormerKeys() throws SealBroken {
        ring().retire();
    }

    /**
     * Makes a new key: what an administrator decided to do, never Signet itself. The lock stays until the caller has
     * forgotten what the old key sealed, and called {@link #lookAgain()}.
     *
     * <p>A file that stands in its place is renamed, never deleted.
     *
     * @throws SealBroken if the key that opens what is stored is there again, or the file can't be written
     */
    public synchronized void newKey() throws SealBroken {
        if (lookAgain().isEmpty()) {
            throw new SealBroken("The sealing key is back: the stored secrets can be opened, and none was forgotten.");
        }
        try {
            file().putAside(clock.instant())
                    .ifPresent(
                            aside -> LogEvent.KEY_PUT_ASIDE.with("file", aside).log());
        } catch (IOException refused) {
            throw new SealBroken("The file " + file().path() + " can't be renamed: " + refused);
        }
        ring().create();
    }

    private void refuseWhileLocked() throws SealBroken {
        Optional<Lock> present = lock();
        if (present.isPresent()) {
            throw new SealBroken("Signet is locked: the sealing key is not in "
                    + present.get().lookedFor() + " (" + present.get().found() + ").");
        }
    }

    private KeyRing ring() {
        KeyRing present = ring;
        if (present == null) {
            present = new KeyRing(file(), sealedData, random, clock);
            ring = present;
        }
        return present;
    }

    private KeyFile file() {
        KeyFile present = file;
        if (present == null) {
            present = KeyPlace.current().file();
            file = present;
        }
        return present;
    }
}
