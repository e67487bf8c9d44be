package org.signetmail.seal;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.signetmail.log.LogEvent;

/**
 * The keys of the key file, and those read from it earlier since the start: a secret that was just read from the
 * database may be sealed with a previous key. Not thread-safe.
 *
 * <p>The sealing key is the newest key that a stored secret is sealed with. So all nodes use the same key, even if each
 * has its own key file and one of them already contains a newer key.
 */
final class KeyRing {
    private final KeyFile file;
    private final SealedData sealedData;
    private final SecureRandom random;
    private final Clock clock;
    private final Map<String, SealingKey> seen = new HashMap<>();

    KeyRing(KeyFile file, SealedData sealedData, SecureRandom random, Clock clock) {
        this.file = file;
        this.sealedData = sealedData;
        this.random = random;
        this.clock = clock;
    }

    KeyFile.Look look() {
        KeyFile.Look look = file.look();
        if (look.keys() != null) {
            look.keys().all().forEach(key -> seen.put(key.id(), key));
        }
        return look;
    }

    /** The IDs of the keys that the stored secrets are sealed with; a description if an ID can't be read. */
    Set<String> idsInUse() {
        return ids(sealedData.all());
    }

    /** The ids of the keys that seal these, or words where one can't be told. */
    static Set<String> ids(List<String> sealed) {
        var ids = new TreeSet<String>();
        sealed.forEach(text -> ids.add(SealedText.keyIdOf(text)));
        return ids;
    }

    @Nullable
    SealingKey seen(String id) {
        return seen.get(id);
    }

    SealingKeys current() throws SealBroken {
        KeyFile.Look look = look();
        if (look.keys() == null) {
            throw SealBroken.of("seal.noKey", file.path(), look.found());
        }
        return look.keys();
    }

    /**
     * The key to seal with. Files and secrets are read again, as another node may have sealed all of them with a new
     * key. Creates a key if no secret is stored and no file exists.
     */
    SealingKey sealing() throws SealBroken {
        Set<String> inUse = idsInUse();
        KeyFile.Look look = look();
        SealingKeys keys = look.keys();
        if (keys != null && inUse.isEmpty()) {
            return keys.newest();
        }
        if (keys == null && look.missing() && inUse.isEmpty()) {
            return create();
        }
        return Optional.ofNullable(keys)
                .flatMap(current -> current.newestOf(inUse))
                .orElseThrow(() -> SealBroken.of(
                        inUse.isEmpty() ? "seal.notAKey.unused" : "seal.notAKey", file.path(), look.found()));
    }

    SealingKey create() throws SealBroken {
        SealingKey created = SealingKey.random(random);
        try {
            file.create(created);
        } catch (IOException refused) {
            throw SealBroken.of("seal.notWritten", file.path(), refused);
        }
        seen.put(created.id(), created);
        return created;
    }

    /** The newest key of the file if no secret is sealed with it yet. */
    Optional<SealingKey> waiting(SealingKeys keys) {
        return waiting(keys, idsInUse());
    }

    /** The same, where it is known which keys seal what is stored. */
    static Optional<SealingKey> waiting(SealingKeys keys, Set<String> inUse) {
        return Optional.of(keys.newest())
                .filter(newest -> keys.newestOf(inUse)
                        .filter(used -> !used.equals(newest))
                        .isPresent());
    }

    /** Returns the waiting key, or adds a new one to the file. */
    SealingKey add() throws SealBroken {
        SealingKeys keys = current();
        Optional<SealingKey> waiting = waiting(keys);
        if (waiting.isPresent()) {
            return waiting.get();
        }
        SealingKey added = SealingKey.random(random);
        try {
            file.replace(keys.and(added));
        } catch (IOException refused) {
            throw SealBroken.of("seal.newNotWritten", file.path(), refused);
        }
        seen.put(added.id(), added);
        LogEvent.KEY_ADDED.with("file", file.path()).with("key", added.id()).log();
        return added;
    }

    /** Moves the keys that no secret is sealed with any more out of the file. */
    void retire() throws SealBroken {
        SealingKeys keys = current();
        List<SealingKey> former = keys.formerKeys(idsInUse());
        if (former.isEmpty()) {
            return;
        }
        try {
            Path aside = file.retire(keys.without(former), former, clock.instant());
            LogEvent.KEY_RETIRED.with("file", aside).log();
        } catch (IOException refused) {
            LogEvent.KEY_NOT_RETIRED
                    .with("file", file.path())
                    .with("why", refused)
                    .log();
            throw SealBroken.of("seal.notRetired", file.path(), refused);
        }
    }
}
