package org.signetmail.check;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;

/**
 * A pasted text, such as an undeliverable report or a log line, searched for codes of Microsoft's services. The text is
 * untrusted: only matches of code patterns are used.
 */
record UndeliverableReport(String text) {
    /**
     * Maximum characters that are searched; an undeliverable report has a few thousand including the part for
     * administrators.
     */
    static final int MAX_LENGTH = 20_000;

    private static final int MAX_EXCERPT_LENGTH = 400;

    private static final Pattern AADSTS = Pattern.compile("\\bAADSTS\\d{4,8}\\b", Pattern.CASE_INSENSITIVE);

    /**
     * A status code of RFC 3463 with an optional reply code: {@code 550 5.7.708}, {@code 550-5.1.8}, {@code #5.1.90}.
     * Doesn't match parts of an IP address or of a longer version number.
     */
    private static final Pattern STATUS = Pattern.compile(
            "(?<![\\w.-])(?:(?<reply>[45]\\d\\d)[\\s-]{1,2}#?)?(?<status>[45]\\.[0-7]\\.\\d{1,3})(?!\\d|\\.\\d|-\\w)");

    /** A reply without a status code, at the start of a line or after the usual prefixes in reports. */
    private static final Pattern REPLY =
            Pattern.compile("(?:^[ \\t]*|smtp;\\s*|[\"'‘“])(?<reply>[45]\\d\\d)[ -](?=\\p{L})", Pattern.MULTILINE);

    /**
     * Exchange's codes in Graph consist of several words. Doesn't match English words such as Forbidden, nor Signet's
     * own names for failures without a code.
     */
    private static final Pattern GRAPH = Pattern.compile("[A-Za-z]*[a-z](_?[A-Z][A-Za-z]*)+");

    private static final Pattern TRACE = Pattern.compile("\\bTrace ID: ([0-9a-fA-F-]{36})\\b");
    private static final Pattern CORRELATION = Pattern.compile("\\bCorrelation ID: ([0-9a-fA-F-]{36})\\b");

    UndeliverableReport {
        text = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
    }

    /**
     * The symptoms of the codes in the text, most reliable first: Entra's numbers, then SMTP replies, those with both
     * codes first, then Graph's codes. Each has the whole text as its {@code words}.
     */
    List<Symptom> symptoms(FindingTable table, Instant now) {
        return Stream.of(
                        AADSTS.matcher(text)
                                .results()
                                .map(found -> symptom(Peer.ENTRA, found.group().toUpperCase(Locale.ROOT), 0, now)),
                        STATUS.matcher(text)
                                .results()
                                .sorted(Comparator.comparing(found -> found.group(1) == null))
                                .flatMap(found -> statuses(found, table))
                                .map(code -> symptom(Peer.SMTP, code, reply(code), now)),
                        REPLY.matcher(text)
                                .results()
                                .map(found -> symptom(Peer.SMTP, found.group(1), reply(found.group(1)), now)),
                        table.codes(Peer.GRAPH)
                                .filter(code -> GRAPH.matcher(code).matches())
                                .filter(this::containsWord)
                                .map(code -> symptom(Peer.GRAPH, code, 0, now)))
                .flatMap(symptoms -> symptoms)
                .toList();
    }

    /** Returns the symptom with the text from its code on, for display. */
    Symptom withExcerpt(Symptom symptom) {
        String code = symptom.code();
        int known = text.indexOf(code.substring(code.indexOf(' ') + 1));
        int start = Math.max(0, known < 0 ? 0 : text.lastIndexOf('\n', known) + 1);
        String excerpt = text.substring(start, Math.min(text.length(), start + MAX_EXCERPT_LENGTH));
        return new Symptom(
                symptom.peer(),
                code,
                symptom.status(),
                excerpt.strip(),
                id(CORRELATION),
                id(TRACE),
                symptom.seenAt(),
                Optional.empty());
    }

    /** The code as in the text, then the table's variants: reports often omit the reply code or have another. */
    private static Stream<String> statuses(MatchResult found, FindingTable table) {
        String status = found.group(2);
        Stream<String> asFound = found.group(1) == null ? Stream.empty() : Stream.of(found.group(1) + " " + status);
        return Stream.concat(
                Stream.concat(asFound, table.codes(Peer.SMTP).filter(code -> code.endsWith(" " + status))),
                found.group(1) == null ? Stream.of(status) : Stream.empty());
    }

    private boolean containsWord(String code) {
        return Pattern.compile("\\b" + Pattern.quote(code) + "\\b", Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .find();
    }

    /** The reply code at the start of a code; without one, that of its class. */
    private static int reply(String code) {
        return code.charAt(1) == '.' ? (code.charAt(0) - '0') * 100 : Integer.parseInt(code.substring(0, 3));
    }

    private Symptom symptom(Peer peer, String code, int status, Instant now) {
        return new Symptom(peer, code, status, text, "", "", now, Optional.empty());
    }

    private String id(Pattern pattern) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElse("");
    }
}
