package org.signetmail.smtp;

import java.time.Clock;
import org.signetmail.account.RelayAllowList;
import org.signetmail.account.SmtpServer;
import org.signetmail.net.AddressResolver;
import org.signetmail.net.RelayLookup;

/** Builds a {@link RelayProbe} as the container does, for tests in other packages. */
@SuppressWarnings("UnnecessaryAssignment") // A test is the container here.
public final class Relays {
    private Relays() {}

    /** A probe whose allow-list contains this server. */
    public static RelayProbe probe(Clock clock, SmtpServer listed) {
        return probe(clock, RelayAllowList.of(listed.host() + ":" + listed.port()), AddressResolver.SYSTEM);
    }

    public static RelayProbe probe(Clock clock, RelayAllowList allowed, AddressResolver resolver) {
        var probe = new RelayProbe();
        probe.clock = clock;
        probe.lookup = new RelayLookup(allowed, resolver);
        return probe;
    }
}
