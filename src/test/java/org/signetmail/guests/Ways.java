package org.signetmail.guests;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.signetmail.delivery.MailSessionFactory;

/** Ways out for an application that is played. */
final class Ways {
    private Ways() {}

    static GuestWay of(
            GuestSender sender,
            GuestList list,
            Supplier<Optional<String>> caller,
            OwnContext house,
            MailSessionFactory sessions) {
        return of(sender, list, SenderLists.none(), caller, house, sessions);
    }

    static GuestWay of(
            GuestSender sender,
            GuestList list,
            SenderLists senders,
            Supplier<Optional<String>> caller,
            OwnContext house,
            MailSessionFactory sessions) {
        return new GuestWay(sender, list, senders, caller, house, sessions, sessions.inFlight(), Clock.systemUTC());
    }
}
