package org.signetmail.jndi;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.signetmail.delivery.MailSessionFactory;

/** Ways out for an application that is played. */
final class ApplicationMailFixture {
    private ApplicationMailFixture() {}

    static ApplicationMail of(
            SenderKind sender,
            ApplicationAllowList list,
            Supplier<Optional<String>> caller,
            SignetContext house,
            MailSessionFactory sessions) {
        return of(sender, list, SenderLists.none(), caller, house, sessions);
    }

    static ApplicationMail of(
            SenderKind sender,
            ApplicationAllowList list,
            SenderLists senders,
            Supplier<Optional<String>> caller,
            SignetContext house,
            MailSessionFactory sessions) {
        return new ApplicationMail(
                sender, list, senders, caller, house, sessions, sessions.inFlight(), Clock.systemUTC());
    }
}
