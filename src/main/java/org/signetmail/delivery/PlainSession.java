package org.signetmail.delivery;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.mail.Address;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeUtility;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.signetmail.message.Outcome;
import org.signetmail.message.SignetClassLoader;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.NotConfigured;

/**
 * Jakarta Mail sessions whose {@code Transport.send} is Signet's. They hold no secret, no token and no host, and which way
 * their mail goes does not stand in them: whoever has one can't change it.
 *
 * <p>A session that Signet's own code made otherwise, with {@code mail.transport.protocol.rfc822=signet}, finds its way
 * through CDI. One that another application made so has none.
 */
public final class PlainSession {
    /** The property that says whose mail a session is for. */
    private static final String SENDER = "mail.signet.sender";

    private static final String SYSTEM = "system";
    private static final String USER = "user";

    /** A way does not hold its session, so that both go when nobody has the session any more. */
    private static final Map<Session, Way> MADE = Collections.synchronizedMap(new WeakHashMap<>());

    private PlainSession() {}

    static Session forSystem(MailSessionFactory factory) {
        return over(ofSystem(factory), SYSTEM);
    }

    /** For mails of users: each message names its user in From. */
    static Session forUsers(MailSessionFactory factory) {
        return over(ofUsers(factory), USER);
    }

    /**
     * A session whose mail goes this way, whatever is done to the session.
     *
     * @param sender what its properties say of whose mail it is for
     */
    public static Session over(Way way, String sender) {
        String transport = SignetTransport.class.getName();
        // The class is looked at first: no other provider takes the place of this one, for smtp and smtps neither.
        var properties = new SessionProperties(
                Map.of(
                        "mail.transport.protocol",
                        SignetProvider.PROTOCOL,
                        "mail.transport.protocol.rfc822",
                        SignetProvider.PROTOCOL,
                        "mail." + SignetProvider.PROTOCOL + ".class",
                        transport,
                        "mail.smtp.class",
                        transport,
                        "mail.smtps.class",
                        transport,
                        SENDER,
                        sender),
                new SignetProvider());
        ClassLoader before = SignetClassLoader.enter();
        try {
            var session = Session.getInstance(properties, new NoPasswords());
            MADE.put(session, way);
            properties.attachTo(session);
            return session;
        } finally {
            SignetClassLoader.leave(before);
        }
    }

    /** What a message says in From, on one line, however many it names; null if it says nothing. */
    public static @Nullable String author(Message message) throws MessagingException {
        String[] written = message.getHeader("From");
        if (written != null) {
            return MimeUtility.unfold(String.join(", ", written));
        }
        Address[] from = message.getFrom();
        return from == null ? null : Stream.of(from).map(Address::toString).collect(Collectors.joining(", "));
    }

    /** What the session's {@code mail.from} is; null if nothing is saved or Signet does not run. Never throws. */
    static @Nullable String mailFrom(@Nullable Session session) {
        Way way = session == null ? null : MADE.get(session);
        try {
            return way == null ? null : way.systemAddress().orElse(null);
        } catch (RuntimeException stopping) {
            return null;
        }
    }

    /** Whether it is a session of Signet's, or of a Signet that was deployed before. */
    public static boolean isSignets(Object object) {
        return object instanceof Session session && session.getProperty(SENDER) != null;
    }

    static Way wayOf(Session session) throws TurnedAway {
        Way made = MADE.get(session);
        if (made != null) {
            return made;
        }
        if (!CallingApplication.isSignet()) {
            throw new TurnedAway("Signet did not make this mail session. Look up its own, such as"
                    + " java:global/mail/signet/system.");
        }
        MailSessionFactory factory =
                CDI.current().select(MailSessionFactory.class).get();
        return USER.equals(session.getProperty(SENDER)) ? ofUsers(factory) : ofSystem(factory);
    }

    private static Way ofSystem(MailSessionFactory factory) {
        return new OwnWay(factory, message -> factory.system());
    }

    private static Way ofUsers(MailSessionFactory factory) {
        return new OwnWay(factory, message -> factory.onBehalfOf(author(message)));
    }

    /** Whose mail a message is. */
    private interface Sender {
        MailSession of(Message message) throws MessagingException;
    }

    /** For Signet's own code, which needs nobody's leave. */
    private record OwnWay(MailSessionFactory factory, Sender sender) implements Way {
        @Override
        public Outcome send(Message message, Address[] recipients)
                throws NotConfigured, SealBroken, MessagingException {
            try (MailSession session = sender.of(message)) {
                return session.send(message, recipients);
            }
        }

        @Override
        public Optional<String> systemAddress() {
            return factory.systemAddress();
        }
    }

    /** Knows none. It is here for its class loader, with which Jakarta Mail looks for our transport. */
    private static final class NoPasswords extends Authenticator {}
}
