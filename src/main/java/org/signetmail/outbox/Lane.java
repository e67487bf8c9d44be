package org.signetmail.outbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which messages of a mailbox leave first. The numbers are stored. */
public enum Lane {
    /** A person waits for it, such as a new password. */
    PERSON_WAITS(0),
    NORMAL(1),
    /** Many at once, for which no person waits. */
    BULK(2);

    private final int number;

    Lane(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static Lane of(int number) {
        return values()[number];
    }

    /** The lane of this name, as applications write it: {@code person-waits}, in any case. */
    public static Optional<Lane> named(String name) {
        String constant = name.replace('-', '_').toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(lane -> lane.name().equals(constant))
                .findFirst();
    }
}
