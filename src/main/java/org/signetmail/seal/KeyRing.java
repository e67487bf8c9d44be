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
 * The keys of the key file, and those that were seen in it since the start: what was read from the database a moment ago may
 * be sealed with a former one. Not safe for many threads.
 *
 * <p>Which one seals is told by the stored secrets: the newest that has sealed one. So all nodes agree on it, also where each
 * has a key file of its own and one of them holds a newer key already.
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

    /** The ids of the keys that seal the stored secrets, or words where one can't be told. */
    Set<String> idsInUse() {
        var ids = new TreeSet<String>();
        sealedData.all().forEach(text -> ids.add(SealedText.keyIdOf(text)));
        return ids;
    }

    @Nullable
    SealingKey seen(String id) {
        return seen.get(id);
    }

    SealingKeys present() throws SealBroken {
        KeyFile.Look look = look();
        if (look.keys() == null) {
            throw new SealBroken("The sealing key is not in " + file.path() + " (" + look.found() + ").");
        }
        return look.keys();
    }

    /** Read afresh: another node may have sealed all with a new key. One is made where nothing was sealed before. */
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
                .flatMap(present -> present.newestOf(inUse))
                .orElseThrow(() -> new SealBroken("The sealing key can't be used: " + file.path() + " is "
                        + look.found() + (inUse.isEmpty() ? ". Move it away, and a new key is made." : ".")));
    }

    SealingKey create() throws SealBroken {
        SealingKey made = SealingKey.random(random);
        try {
            file.create(made);
        } catch (IOException refused) {
            throw new SealBroken("The sealing key can't be written to " + file.path() + ": " + refused);
        }
        seen.put(made.id(), made);
        return made;
    }

    /** A key of the file that seals nothing yet, newer than those that do. */
    Optional<SealingKey> waiting(SealingKeys keys) {
        Set<String> inUse = idsInUse();
        return Optional.of(keys.newest())
                .filter(newest -> keys.newestOf(inUse)
                        .filter(used -> !used.equals(newest))
                        .isPresent());
    }

    /** The one that is waiting, or one that is added to the file. */
    SealingKey add() throws SealBroken {
        SealingKeys keys = present();
        Optional<SealingKey> waiting = waiting(keys);
        if (waiting.isPresent()) {
            return waiting.get();
        }
        SealingKey added = SealingKey.random(random);
        try {
            file.replace(keys.and(added));
        } catch (IOException refused) {
            throw new SealBroken("The new key can't be written to " + file.path() + ": " + refused);
        }
        seen.put(added.id(), added);
        LogEvent.KEY_ADDED.with("file", file.path()).with("key", added.id()).log();
        return added;
    }

    /** Takes those out of the file that seal nothing any more. */
    void retire() throws SealBroken {
        SealingKeys keys = present();
        List<SealingKey> former = keys.formerOnes(idsInUse());
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
            throw new SealBroken("The former key is still in " + file.path() + ": " + refused);
        }
    }
}
