package org.signetmail.smtp;

import java.time.Clock;
import org.signetmail.account.RelayAllowList;
import org.signetmail.account.SmtpServer;
import org.signetmail.net.AddressResolver;
import org.signetmail.net.RelayLookup;

/** The room's probe as the container puts it together, for tests in other rooms. */
@SuppressWarnings("UnnecessaryAssignment") // A test is the container here.
public final class Relays {
    private Relays() {}

    /** Of an operator who has listed this server. */
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
