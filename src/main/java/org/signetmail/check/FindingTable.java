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
 * {@code findings.json} in memory.
 *
 * <p>A member of {@code match} that is a list stands for one match per value; a finding may also have several matches. A code
 * that ends in {@code 606-649} stands for one code per number.
 * {@code {say:name}} stands for a phrase that many findings share.
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

    /** The finding that fits best; the earlier one where two fit equally well. */
    FindingEntry choose(Symptom symptom, Findings.FindingContext scene, Set<Match.Circumstance> known) {
        FindingEntry best = null;
        int weight = -1;
        for (FindingEntry entry : entries) {
            for (Match match : entry.matches()) {
                if (match.weight() > weight && match.fits(symptom, scene, known)) {
                    best = entry;
                    weight = match.weight();
                }
            }
        }
        return Objects.requireNonNull(best, "the table has a catch-all for every peer");
    }

    /** The same, but empty where only a whole class of answers fits: what a row for all the rest says explains nothing. */
    Optional<FindingEntry> known(Symptom symptom, Findings.FindingContext scene) {
        FindingEntry best = choose(symptom, scene, Set.of());
        boolean specific = best.matches().stream()
                .filter(match -> !match.isGeneral() || match.hasStatus())
                .anyMatch(match -> match.fits(symptom, scene, Set.of()));
        return specific ? Optional.of(best) : Optional.empty();
    }

    /** The codes of this peer that rows ask for, in the order of the table; an enhanced one behind the usual reply code. */
    Stream<String> codes(Peer peer) {
        return entries.stream()
                .flatMap(entry -> entry.matches().stream())
                .filter(match -> match.peer() == peer)
                .flatMap(match -> match.askedFor().stream())
                .distinct();
    }

    private static FindingEntry entry(JsonObject json, Map<String, String> phrases) {
        String id = json.getString("id", "");
        refuseOthers(id, json, MEMBERS);
        return new FindingEntry(
                id,
                values(json, "match").stream()
                        .flatMap(match -> matches(id, match.asJsonObject()).stream())
                        .toList(),
                json.getString("brief", ""),
                said(json.getString("headline", ""), phrases),
                said(json.getString("explanation", ""), phrases),
                said(json.getString("who", ""), phrases),
                values(json, "steps").stream()
                        .map(step -> said(string(step), phrases))
                        .toList(),
                json.getString("field", ""),
                said(json.getString("cause", ""), phrases),
                strings(json, "source"));
    }

    private static List<Match> matches(String id, JsonObject json) {
        refuseOthers(id, json, MATCHED);
        var matches = new ArrayList<Match>();
        String route = json.getString("route", "");
        String when = json.getString("when", "");
        for (String peer : strings(json, "peer")) {
            for (@Nullable String code : orNone(each(strings(json, "code")))) {
                for (@Nullable String enhanced : orNone(each(strings(json, "enhanced")))) {
                    for (@Nullable String status : orNone(strings(json, "status"))) {
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

    /** The codes, with each of a range's in its place. */
    private static List<String> each(List<String> codes) {
        return codes.stream().flatMap(FindingTable::each).toList();
    }

    private static Stream<String> each(String code) {
        Matcher range = RANGE.matcher(code);
        return range.matches()
                ? IntStream.rangeClosed(Integer.parseInt(range.group(2)), Integer.parseInt(range.group(3)))
                        .mapToObj(number -> range.group(1) + number)
                : Stream.of(code);
    }

    private static String said(String text, Map<String, String> phrases) {
        return PHRASE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(phrases.getOrDefault(found.group(1), found.group())));
    }

    private static void refuseOthers(String id, JsonObject json, Set<String> known) {
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

    private static List<@Nullable String> orNone(List<String> values) {
        var some = new ArrayList<@Nullable String>(values);
        if (some.isEmpty()) {
            some.add(null);
        }
        return some;
    }
}
