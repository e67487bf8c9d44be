package org.signetmail.seal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.signetmail.text.Messages;

/**
 * The keys of a key file: one per line, the newest last.
 *
 * <p>Usually a single key. There is a second one while the secrets are re-sealed with a new key.
 *
 * @param all at least one, no two with the same id
 */
record SealingKeys(List<SealingKey> all) {

    SealingKeys {
        all = List.copyOf(all);
    }

    static SealingKeys of(SealingKey only) {
        return new SealingKeys(List.of(only));
    }

    /** Parses the text of a key file, ignoring comments and blank lines; empty if it is not a key file. */
    static Optional<SealingKeys> read(String text) {
        var keys = new ArrayList<SealingKey>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Optional<SealingKey> key = SealingKey.read(line);
            if (key.isEmpty()) {
                return Optional.empty();
            }
            keys.add(key.get());
        }
        boolean ambiguous = new HashSet<>(ids(keys)).size() < keys.size();
        return keys.isEmpty() || ambiguous ? Optional.empty() : Optional.of(new SealingKeys(keys));
    }

    /** Returns the text for a key file. */
    String text() {
        return "# " + Messages.text("seal.file.comment") + "\n"
                + all.stream().map(SealingKey::line).collect(Collectors.joining("\n", "", "\n"));
    }

    SealingKey newest() {
        return all.get(all.size() - 1);
    }

    /** The newest key with one of these IDs. */
    Optional<SealingKey> newestOf(Collection<String> ids) {
        return all.stream().filter(key -> ids.contains(key.id())).reduce((older, newer) -> newer);
    }

    boolean have(Collection<String> ids) {
        return ids().containsAll(ids);
    }

    Set<String> ids() {
        return Set.copyOf(ids(all));
    }

    SealingKeys and(SealingKey newer) {
        var keys = new ArrayList<>(all);
        keys.add(newer);
        return new SealingKeys(keys);
    }

    /** The keys that are not in use and older than the newest one in use. */
    List<SealingKey> formerKeys(Collection<String> inUse) {
        return newestOf(inUse)
                .map(newest -> all.subList(0, all.indexOf(newest)).stream()
                        .filter(key -> !inUse.contains(key.id()))
                        .toList())
                .orElse(List.of());
    }

    SealingKeys without(List<SealingKey> former) {
        return new SealingKeys(all.stream().filter(key -> !former.contains(key)).toList());
    }

    private static List<String> ids(List<SealingKey> keys) {
        return keys.stream().map(SealingKey::id).toList();
    }

    /** The IDs only. */
    @Override
    public String toString() {
        return ids(all).stream()
                .reduce((older, newer) -> Messages.text("seal.keys", older, newer))
                .orElse("");
    }
}
