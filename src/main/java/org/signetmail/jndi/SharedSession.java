package org.signetmail.jndi;

import jakarta.mail.Address;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeUtility;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.signetmail.message.SignetClassLoader;

/**
 * Jakarta Mail sessions whose {@code Transport.send} is Signet's. They hold no secret, no token and no host, and which way
 * their mail goes does not stand in them: whoever has one can't change it. A session that another
 * application made for the protocol {@code signet} has no way.
 */
final class SharedSession {
    /** The property that says whose mail a session is for. */
    private static final String SENDER = "mail.signet.sender";

    /** A way does not hold its session, so that both go when nobody has the session any more. */
    private static final Map<Session, ApplicationMail> MADE = Collections.synchronizedMap(new WeakHashMap<>());

    private SharedSession() {}

    /**
     * A session whose mail goes this way, whatever is done to the session.
     *
     * @param sender what its properties say of whose mail it is for
     */
    static Session over(ApplicationMail way, String sender) {
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
    static @Nullable String author(Message message) throws MessagingException {
        String[] written = message.getHeader("From");
        if (written != null) {
            return MimeUtility.unfold(String.join(", ", written));
        }
        Address[] from = message.getFrom();
        return from == null ? null : Stream.of(from).map(Address::toString).collect(Collectors.joining(", "));
    }

    /** What the session's {@code mail.from} is; null if nothing is saved or Signet does not run. Never throws. */
    static @Nullable String mailFrom(@Nullable Session session) {
        ApplicationMail way = session == null ? null : MADE.get(session);
        try {
            return way == null ? null : way.systemAddress().orElse(null);
        } catch (RuntimeException stopping) {
            return null;
        }
    }

    /** Whether it is a session of Signet's, or of a Signet that was deployed before. */
    static boolean isSignets(Object object) {
        return object instanceof Session session && session.getProperty(SENDER) != null;
    }

    /** @throws SendingDenied if Signet did not make the session */
    static ApplicationMail wayOf(Session session) throws SendingDenied {
        ApplicationMail made = MADE.get(session);
        if (made == null) {
            throw new SendingDenied("Signet did not make this mail session. Look up its own, such as "
                    + SenderKind.SYSTEM.jndiName() + ".");
        }
        return made;
    }

    /** Knows none. It is here for its class loader, with which Jakarta Mail looks for our transport. */
    private static final class NoPasswords extends Authenticator {}
}
