package org.signetmail.seal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Configuration;
import org.signetmail.journal.Event;

/**
 * Seals and opens secrets with AES-256-GCM; the destination is bound in as associated data (NIST SP 800-38D).
 *
 * <p>The key stands in a file of its own ({@code signet.key.file}). It is made when the first secret is sealed, and never
 * while secrets are stored that another key sealed. Safe for many threads.
 */
@ApplicationScoped
public class Seal {
    @Inject
    SealedData sealedData;

    @Inject
    Clock clock;

    private final SecureRandom random = new SecureRandom();
    // Null until it is first needed: a CDI proxy of this class must not ask for configuration.
    @Nullable
    KeyFile file;

    private @Nullable SealingKey key;
    private @Nullable Lock lock;
    private boolean looked;

    /** Why Signet is locked: where the key was looked for, what was found there, since when. */
    public record Lock(Path lookedFor, String found, Instant since) {}

    /** Says at once in the log if the key is not there. */
    void atStart(@Observes @Initialized(ApplicationScoped.class) Object event) {
        lock().ifPresent(present -> Event.LOCKED
                .with("file", present.lookedFor())
                .with("found", present.found())
                .log());
    }

    /**
     * Present while secrets are stored sealed and the key that opens them is not there.
     *
     * <p>Answers what was seen at start or at the last {@link #lookAgain()}: cheap enough for every request. A key file
     * that vanishes meanwhile goes on working from memory.
     */
    public synchronized Optional<Lock> lock() {
        return looked ? Optional.ofNullable(lock) : lookAgain();
    }

    /** Looks for the key again. */
    public synchronized Optional<Lock> lookAgain() {
        KeyFile.Look look = file().look();
        var wanted = new TreeSet<String>();
        sealedData.all().forEach(text -> wanted.add(SealedText.keyIdOf(text)));
        key = look.key();
        if (wanted.isEmpty() || (key != null && wanted.equals(Set.of(key.id())))) {
            lock = null;
        } else {
            String found = key == null
                    ? look.found()
                    : look.found() + ", but the secrets are sealed with " + String.join(", ", wanted);
            lock = new Lock(file().path(), found, lock == null ? clock.instant() : lock.since());
        }
        looked = true;
        return Optional.ofNullable(lock);
    }

    /**
     * The sealed form: version, key id, nonce, cipher text.
     *
     * @throws SealBroken if Signet is locked, or there is no key yet and none can be made
     */
    public synchronized String seal(String secret, List<String> binding) throws SealBroken {
        refuseWhileLocked();
        SealingKey present = key == null ? firstKey() : key;
        return SealedText.seal(secret, binding, present, random).text();
    }

    /**
     * The secret again.
     *
     * @throws SealBroken if the key is missing or the secret was sealed for another binding
     */
    public synchronized String open(String sealed, List<String> binding) throws SealBroken {
        refuseWhileLocked();
        SealedText text = SealedText.read(sealed);
        if (!isHere(text.keyId())) {
            lookAgain(); // Another node may have made it: with the first secret, or as the new key.
        }
        if (key == null || !key.id().equals(text.keyId())) {
            throw new SealBroken("A stored secret was sealed with the key " + text.keyId() + ", which is not in "
                    + file().path() + ".");
        }
        return text.open(binding, key);
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
                    .ifPresent(aside -> Event.KEY_PUT_ASIDE.with("file", aside).log());
        } catch (IOException refused) {
            throw new SealBroken("The file " + file().path() + " can't be renamed: " + refused);
        }
        create();
    }

    private boolean isHere(String keyId) {
        return key != null && key.id().equals(keyId);
    }

    private void refuseWhileLocked() throws SealBroken {
        Optional<Lock> present = lock();
        if (present.isPresent()) {
            throw new SealBroken("Signet is locked: the sealing key is not in "
                    + present.get().lookedFor() + " (" + present.get().found() + ").");
        }
    }

    /** The key in the file, which may have come meanwhile, or a new one where nothing was sealed before. */
    private SealingKey firstKey() throws SealBroken {
        lookAgain();
        refuseWhileLocked();
        if (key != null) {
            return key;
        }
        KeyFile.Look look = file().look();
        if (!look.missing()) {
            throw new SealBroken("The sealing key can't be used: " + file().path() + " is " + look.found()
                    + ". Move it away, and a new key is made.");
        }
        return create();
    }

    private SealingKey create() throws SealBroken {
        SealingKey made = SealingKey.random(random);
        try {
            file().create(made);
        } catch (IOException refused) {
            throw new SealBroken("The sealing key can't be written to " + file().path() + ": " + refused);
        }
        key = made;
        return made;
    }

    private KeyFile file() {
        KeyFile present = file;
        if (present == null) {
            present = new KeyFile(configured(Configuration.current()));
            file = present;
        }
        return present;
    }

    private static Path configured(Configuration config) {
        return config.text("signet.key.file")
                .map(Path::of)
                .orElseGet(() -> Path.of(config.text("signet.data.dir").orElse("signet-data"), "signet.key"));
    }
}
