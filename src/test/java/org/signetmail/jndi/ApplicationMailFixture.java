package org.signetmail.jndi;

import jakarta.mail.Session;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.signetmail.delivery.DeliveryAttempts;
import org.signetmail.delivery.DeliveryFixture;
import org.signetmail.delivery.MailSessionFactory;
import org.signetmail.outbox.Outbox;

/** Mail sessions as an application named {@code newspaper} would look them up. */
final class ApplicationMailFixture {
    private static final QueuedHandOver SENDING_NOW = new QueuedHandOver(
            new HandOverModes(Set.of("newspaper", "bookshop")), new DeliveryAttempts(), new Outbox());

    private ApplicationMailFixture() {}

    /** The session of an application that may send for the system. */
    static Session forSystem(MailSessionFactory sessions) {
        return session(SenderKind.SYSTEM, sessions);
    }

    /** The session of an application that may send for users. */
    static Session forUsers(MailSessionFactory sessions) {
        return session(SenderKind.USER, sessions);
    }

    private static Session session(SenderKind sender, MailSessionFactory sessions) {
        var list = new ApplicationAllowList(Map.of(sender, Set.of("newspaper")));
        var mail = of(sender, list, () -> Optional.of("newspaper"), new SignetContext(executor -> executor), sessions);
        return SharedSession.create(mail, sender.id());
    }

    static ApplicationMail of(
            SenderKind sender,
            ApplicationAllowList list,
            Supplier<Optional<String>> caller,
            SignetContext context,
            MailSessionFactory sessions) {
        return of(sender, list, SenderLists.none(), caller, context, sessions);
    }

    static ApplicationMail of(
            SenderKind sender,
            ApplicationAllowList list,
            SenderLists senders,
            Supplier<Optional<String>> caller,
            SignetContext context,
            MailSessionFactory sessions) {
        return new ApplicationMail(
                sender, list, senders, caller, context, sessions, SENDING_NOW, sessions.inFlight(), Clock.systemUTC());
    }

    /** Of an application whose messages go to the outbox, as far as they are not refused before. */
    static ApplicationMail queued(ApplicationAllowList list, SenderLists senders, MailSessionFactory sessions) {
        return new ApplicationMail(
                SenderKind.USER,
                list,
                senders,
                () -> Optional.of("newspaper"),
                new SignetContext(executor -> executor),
                sessions,
                new QueuedHandOver(new HandOverModes(Set.of()), DeliveryFixture.attempts(sessions), new Outbox()),
                sessions.inFlight(),
                Clock.systemUTC());
    }
}
