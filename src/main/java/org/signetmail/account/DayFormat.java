package org.signetmail.account;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A day as pages, mails and the audit trail write it: {@code 7 Mar 2026}. */
public final class DayFormat {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private DayFormat() {}

    public static String of(LocalDate day) {
        return DAY.format(day);
    }
}
