package org.signetmail.check;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;

/**
 * The parsed {@code findings.json}.
 *
 * <p>A list in a member of {@code match} means one match per value; a finding may also have several matches. A code
 * that ends in {@code 606-649} means one code per number. {@code {say:name}} is replaced by a shared phrase.
 */
record FindingTable(List<FindingEntry> entries) {
    private static final Pattern PHRASE = Pattern.compile("\\{say:([a-z-]+)}");
    private static final Pattern RANGE = Pattern.compile("(.*\\.)([0-9]{1,3})-([0-9]{1,3})");
    private static final Set<String> MEMBERS =
            Set.of("id", "match", "brief", "headline", "explanation", "cause", "who", "steps", "field", "source");
    private static final Set<String> MATCHED = Set.of("peer", "code", "enhanced", "status", "text", "route", "when");

    FindingTable {
        entries = List.copyOf(entries);
    }

    /** @throws IllegalStateException if a row has a member of another name */
    static FindingTable read(InputStream json) {
        JsonObject file;
        try (var reader = Json.createReader(json)) {
            file = reader.readObject();
        }
        Map<String, String> phrases = file.getJsonObject("phrases").entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> string(entry.getValue())));
        return new FindingTable(file.getJsonArray("findings").getValuesAs(JsonObject.class).stream()
                .map(entry -> entry(entry, phrases))
                .toList());
    }

    /** Returns the best match; of equal ones the first. */
    FindingEntry choose(Symptom symptom, Findings.FindingContext context, Set<Match.Circumstance> known) {
        FindingEntry best = null;
        int weight = -1;
        for (FindingEntry entry : entries) {
            for (Match match : entry.matches()) {
                if (match.weight() > weight && match.matches(symptom, context, known)) {
                    best = entry;
                    weight = match.weight();
                }
            }
        }
        return Objects.requireNonNull(best, "The table has no catch-all for a peer.");
    }

    /** Like {@link #choose}, but empty if only a match for a whole class of replies fits, which explains nothing. */
    Optional<FindingEntry> known(Symptom symptom, Findings.FindingContext context) {
        FindingEntry best = choose(symptom, context, Set.of());
        boolean specific = best.matches().stream()
                .filter(match -> !match.isGeneral() || match.hasStatus())
                .anyMatch(match -> match.matches(symptom, context, Set.of()));
        return specific ? Optional.of(best) : Optional.empty();
    }

    /** The codes of this peer in the table, in its order; an enhanced code after the usual reply code. */
    Stream<String> codes(Peer peer) {
        return entries.stream()
                .flatMap(entry -> entry.matches().stream())
                .filter(match -> match.peer() == peer)
                .flatMap(match -> match.peerCode().stream())
                .distinct();
    }

    private static FindingEntry entry(JsonObject json, Map<String, String> phrases) {
        String id = json.getString("id", "");
        requireKnown(id, json, MEMBERS);
        return new FindingEntry(
                id,
                values(json, "match").stream()
                        .flatMap(match -> matches(id, match.asJsonObject()).stream())
                        .toList(),
                json.getString("brief", ""),
                withPhrases(json.getString("headline", ""), phrases),
                withPhrases(json.getString("explanation", ""), phrases),
                withPhrases(json.getString("who", ""), phrases),
                values(json, "steps").stream()
                        .map(step -> withPhrases(string(step), phrases))
                        .toList(),
                json.getString("field", ""),
                withPhrases(json.getString("cause", ""), phrases),
                strings(json, "source"));
    }

    private static List<Match> matches(String id, JsonObject json) {
        requireKnown(id, json, MATCHED);
        var matches = new ArrayList<Match>();
        String route = json.getString("route", "");
        String when = json.getString("when", "");
        for (String peer : strings(json, "peer")) {
            for (@Nullable String code : orNull(expand(strings(json, "code")))) {
                for (@Nullable String enhanced : orNull(expand(strings(json, "enhanced")))) {
                    for (@Nullable String status : orNull(strings(json, "status"))) {
                        matches.add(new Match(
                                Peer.valueOf(peer),
                                code,
                                enhanced,
                                status,
                                json.getString("text", ""),
                                route.isEmpty() ? null : Match.Way.valueOf(route),
                                when.isEmpty() ? null : Match.Circumstance.valueOf(when)));
                    }
                }
            }
        }
        return matches;
    }

    /** Expands ranges of codes. */
    private static List<String> expand(List<String> codes) {
        return codes.stream().flatMap(FindingTable::expand).toList();
    }

    private static Stream<String> expand(String code) {
        Matcher range = RANGE.matcher(code);
        return range.matches()
                ? IntStream.rangeClosed(Integer.parseInt(range.group(2)), Integer.parseInt(range.group(3)))
                        .mapToObj(number -> range.group(1) + number)
                : Stream.of(code);
    }

    private static String withPhrases(String text, Map<String, String> phrases) {
        return PHRASE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(phrases.getOrDefault(found.group(1), found.group())));
    }

    private static void requireKnown(String id, JsonObject json, Set<String> known) {
        json.keySet().stream()
                .filter(key -> !known.contains(key))
                .sorted(Comparator.naturalOrder())
                .forEach(key -> {
                    throw new IllegalStateException("findings.json: " + id + " has an unknown member " + key);
                });
    }

    private static List<JsonValue> values(JsonObject json, String key) {
        JsonValue value = json.getOrDefault(key, JsonValue.EMPTY_JSON_ARRAY);
        return value.getValueType() == JsonValue.ValueType.ARRAY ? value.asJsonArray() : List.of(value);
    }

    private static List<String> strings(JsonObject json, String key) {
        return values(json, key).stream().map(FindingTable::string).toList();
    }

    private static String string(JsonValue value) {
        return ((JsonString) value).getString();
    }

    private static List<@Nullable String> orNull(List<String> values) {
        var some = new ArrayList<@Nullable String>(values);
        if (some.isEmpty()) {
            some.add(null);
        }
        return some;
    }
}
