package org.signetmail.jndi;

import jakarta.mail.Session;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.signetmail.delivery.MailSessionFactory;

/** Ways out for an application that is played. */
final class ApplicationMailFixture {
    private ApplicationMailFixture() {}

    /** What an application has that may send for the system, and sends for it. */
    static Session forSystem(MailSessionFactory sessions) {
        return session(SenderKind.SYSTEM, sessions);
    }

    /** What an application has that may send for users. */
    static Session forUsers(MailSessionFactory sessions) {
        return session(SenderKind.USER, sessions);
    }

    private static Session session(SenderKind sender, MailSessionFactory sessions) {
        var list = new ApplicationAllowList(Map.of(sender, Set.of("newspaper")));
        var way = of(sender, list, () -> Optional.of("newspaper"), new SignetContext(executor -> executor), sessions);
        return SharedSession.over(way, sender.word());
    }

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
