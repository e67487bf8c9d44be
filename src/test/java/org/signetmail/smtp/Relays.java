package org.signetmail.smtp;

import java.time.Clock;

/** The room's probe as the container puts it together, for tests in other rooms. */
@SuppressWarnings("UnnecessaryAssignment") // A test is the container here.
public final class Relays {
    private Relays() {}

    public static RelayProbe probe(Clock clock) {
        var probe = new RelayProbe();
        probe.clock = clock;
        return probe;
    }
}
