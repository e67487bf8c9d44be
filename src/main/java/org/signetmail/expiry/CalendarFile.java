package org.signetmail.expiry;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.signetmail.text.Messages;

/**
 * The end of a credential as an event for a calendar, with reminders. Has no secret.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5545">RFC 5545</a>
 */
final class CalendarFile {
    static final String NAME = "credential.ics";
    static final String TYPE = "text/calendar; charset=UTF-8";

    /** RFC 5545 section 3.1: octets of a line without its line break. */
    private static final int LINE = 75;

    private static final List<Integer> REMINDERS = List.of(30, 7, 1); // days before the start

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private CalendarFile() {}

    /** Empty if the credential has no end, or it is unknown. */
    static Optional<String> of(WatchedCredential credential, Instant now) {
        List<String> start = start(credential.end());
        if (start.isEmpty()) {
            return Optional.empty();
        }
        String summary = escaped(
                Messages.text("expiry.calendar.summary", credential.kind().noun()));
        var lines = new ArrayList<String>();
        lines.addAll(List.of("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Signet//Credential//EN", "BEGIN:VEVENT"));
        lines.add("UID:" + UUID.nameUUIDFromBytes(credential.identity().getBytes(StandardCharsets.UTF_8)) + "@signet");
        lines.add("DTSTAMP:" + TIME.format(now));
        lines.addAll(start);
        lines.add("SUMMARY:" + summary);
        lines.add("DESCRIPTION:" + escaped(new WarningMail(credential, now).steps()));
        lines.add("TRANSP:TRANSPARENT");
        for (int days : REMINDERS) {
            lines.addAll(List.of(
                    "BEGIN:VALARM",
                    "ACTION:DISPLAY",
                    "DESCRIPTION:" + summary,
                    "TRIGGER:-P" + days + "D",
                    "END:VALARM"));
        }
        lines.addAll(List.of("END:VEVENT", "END:VCALENDAR"));
        var file = new StringBuilder();
        lines.forEach(line -> fold(line, file));
        return Optional.of(file.toString());
    }

    private static List<String> start(CredentialEnd end) {
        if (end instanceof CredentialEnd.LastDay lastDay) {
            LocalDate day = lastDay.date();
            return day.getYear() < 1 || day.getYear() > 9998
                    ? List.of() // RFC 5545 section 3.3.4: four digits.
                    : List.of(
                            "DTSTART;VALUE=DATE:" + DAY.format(day), "DTEND;VALUE=DATE:" + DAY.format(day.plusDays(1)));
        }
        return end instanceof CredentialEnd.Moment moment
                ? List.of("DTSTART:" + TIME.format(moment.last()))
                : List.of();
    }

    /** RFC 5545 section 3.3.11. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\n", "\\n");
    }

    /** Continues a long line after a space, and never within a character. */
    private static void fold(String line, StringBuilder file) {
        int octets = 0;
        for (int i = 0; i < line.length(); i = line.offsetByCodePoints(i, 1)) {
            String character = Character.toString(line.codePointAt(i));
            int length = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + length > LINE) {
                file.append("\r\n ");
                octets = 1;
            }
            file.append(character);
            octets += length;
        }
        file.append("\r\n");
    }
}
