package org.signetmail.check;

import static java.util.function.Predicate.not;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.signetmail.account.Cloud;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;

/** The rules that a table of findings keeps; each broken one is a sentence. */
record FindingTableRules(FindingTable table) {
    /** The fields of the page that a finding may stand beside. */
    static final Set<String> FIELDS = Set.of(
            "cloud",
            "clientId",
            "tenantId",
            "clientSecret",
            "route",
            "systemMailbox",
            "testRecipient",
            "host",
            "port",
            "tls",
            "relayUser",
            "relayPassword");

    /** Where a row's knowledge is from. {@code Secondary} is told as far as is known, {@code Signet} is what it saw itself. */
    private static final Pattern SOURCE =
            Pattern.compile("(https://|RFC [0-9]|(Microsoft|Recorded|Secondary|Signet): ).+");

    private static final List<String> LINKS_TO_ONE_APPLICATION =
            List.of("{link:credentials}", "{link:permissions}", "{link:overview}");

    List<String> faults() {
        var faults = new ArrayList<String>();
        var ids = new HashSet<String>();
        for (FindingEntry entry : table.entries()) {
            if (!ids.add(entry.id())) {
                faults.add(entry.id() + " exists twice");
            }
            gaps(entry).forEach(fault -> faults.add(entry.id() + " " + fault));
            Stream.concat(texts(entry), Stream.of(entry.cause()))
                    .flatMap(text -> misprints(text).stream())
                    .forEach(fault -> faults.add(entry.id() + " " + fault));
            entry.matches().stream()
                    .filter(not(match -> reached(entry, match)))
                    .forEach(match -> faults.add(entry.id() + " is never reached by " + match));
        }
        for (Peer peer : Peer.values()) {
            if (table.entries().stream()
                    .flatMap(entry -> entry.matches().stream())
                    .noneMatch(match -> match.peer() == peer && match.weight() == 0)) {
                faults.add(peer + " has no catch-all");
            }
        }
        return faults;
    }

    private static List<String> gaps(FindingEntry entry) {
        var gaps = new ArrayList<String>();
        if (!entry.id().matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            gaps.add("has no id in small letters");
        }
        if (entry.matches().isEmpty()) {
            gaps.add("matches nothing");
        }
        if (texts(entry).anyMatch(String::isBlank) || entry.steps().isEmpty()) {
            gaps.add("lacks a headline, an explanation, who can fix it or steps");
        }
        if (entry.source().isEmpty()) {
            gaps.add("names no source");
        }
        entry.source().stream()
                .filter(not(source -> SOURCE.matcher(source).matches()))
                .forEach(source -> gaps.add("has a source of no known kind: " + source));
        if (!entry.field().isEmpty() && !FIELDS.contains(entry.field())) {
            gaps.add("names the unknown field " + entry.field());
        }
        // A headline is shown as it is: an escaped value would show its backslashes.
        if (entry.headline().matches(".*[`{}*\\[\\]].*")) {
            gaps.add("has more than plain words in its headline");
        }
        String all = String.join("\n", texts(entry).toList());
        if (LINKS_TO_ONE_APPLICATION.stream().anyMatch(all::contains) && !all.contains("{link:list}")) {
            gaps.add("links to one application without naming the list");
        }
        return gaps;
    }

    private static List<String> misprints(String text) {
        var misprints = new ArrayList<String>();
        boolean inCode = false;
        for (String line : text.split("\n", -1)) {
            boolean fence = line.startsWith(FindingTemplate.FENCE);
            inCode ^= fence;
            Set<String> known = inCode ? FindingTemplate.knownInCode() : FindingTemplate.knownInProse();
            FindingTemplate.PLACEHOLDER
                    .matcher(line)
                    .results()
                    .map(found -> found.group(1))
                    .filter(not(known::contains))
                    .forEach(name -> misprints.add("has the unknown placeholder {" + name + "}"));
            // An escaped value would show its backslashes inside a code span.
            if (!inCode && !fence && line.contains("`")) {
                misprints.add("has code outside of a fence: " + line);
            }
            if (!inCode && line.contains("!")) {
                misprints.add("exclaims: " + line);
            }
        }
        if (inCode) {
            misprints.add("has a fence that is not closed");
        }
        return misprints;
    }

    private static Stream<String> texts(FindingEntry entry) {
        return Stream.concat(Stream.of(entry.headline(), entry.explanation(), entry.who()), entry.steps().stream());
    }

    private boolean reached(FindingEntry entry, Match match) {
        Set<Match.Circumstance> known = match.when() == null ? Set.of() : Set.of(match.when());
        return Stream.of(Match.Way.values())
                .anyMatch(
                        way -> table.choose(specimen(match), scene(way), known).equals(entry));
    }

    private static Symptom specimen(Match match) {
        String status = Objects.requireNonNullElse(match.status(), "0").replace('x', '9');
        String enhanced =
                match.enhanced() == null ? "" : "999 " + match.enhanced().replace("x", "999");
        return new Symptom(
                match.peer(),
                Objects.requireNonNullElse(match.code(), enhanced),
                Integer.parseInt(status),
                match.text(),
                "",
                "",
                Instant.EPOCH,
                Optional.empty());
    }

    private static Findings.FindingContext scene(Match.Way way) {
        Cloud cloud = way == Match.Way.RELAY ? null : Cloud.MICROSOFT.get(0);
        DeliveryRoute route = switch (way) {
            case GRAPH -> DeliveryRoute.GRAPH;
            case SMTP -> DeliveryRoute.SMTP;
            case RELAY -> null;
        };
        return new Findings.FindingContext(cloud, route, "", "", "", "", "");
    }
}
