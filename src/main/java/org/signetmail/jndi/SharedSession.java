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
 * Creates the Jakarta Mail sessions that all applications share, whose {@code Transport.send} sends through Signet. A
 * session holds no secret, token or host, and no reference to its {@link ApplicationMail}, so its holder can't
 * redirect its messages. A session that another application created for the protocol {@code signet} can't send.
 */
final class SharedSession {
    /** The property with the kind of sender of a session. */
    private static final String SENDER = "mail.signet.sender";

    /** The values don't reference their sessions, so both are garbage-collected once a session is unreachable. */
    private static final Map<Session, ApplicationMail> CREATED = Collections.synchronizedMap(new WeakHashMap<>());

    private SharedSession() {}

    /**
     * Creates a session whose messages are always sent by {@code mail}, whatever an application does to the session.
     *
     * @param sender the kind of sender in the session's properties
     */
    static Session create(ApplicationMail mail, String sender) {
        String transport = SignetTransport.class.getName();
        // Jakarta Mail looks for a provider of this class first: no other one can replace it, for smtp and smtps
        // either.
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
            var session = Session.getInstance(properties, new NoCredentials());
            CREATED.put(session, mail);
            properties.attachTo(session);
            return session;
        } finally {
            SignetClassLoader.leave(before);
        }
    }

    /** The From of a message on one line, with all its addresses; null if it has none. */
    static @Nullable String author(Message message) throws MessagingException {
        String[] headers = message.getHeader("From");
        if (headers != null) {
            return MimeUtility.unfold(String.join(", ", headers));
        }
        Address[] from = message.getFrom();
        return from == null ? null : Stream.of(from).map(Address::toString).collect(Collectors.joining(", "));
    }

    /** The session's {@code mail.from}; null if no system mailbox is saved or Signet is not running. Never throws. */
    static @Nullable String mailFrom(@Nullable Session session) {
        ApplicationMail mail = session == null ? null : CREATED.get(session);
        try {
            return mail == null ? null : mail.systemAddress().orElse(null);
        } catch (RuntimeException stopping) {
            return null;
        }
    }

    /** Whether an object is a session of this deployment of Signet or of an earlier one. */
    static boolean isSignets(Object object) {
        return object instanceof Session session && session.getProperty(SENDER) != null;
    }

    /** @throws SendingDenied if Signet did not create the session */
    static ApplicationMail mailOf(Session session) throws SendingDenied {
        ApplicationMail mail = CREATED.get(session);
        if (mail == null) {
            throw SendingDenied.of("jndi.foreignSession", SenderKind.SYSTEM.jndiName());
        }
        return mail;
    }

    /** Has no credentials. Jakarta Mail uses its class loader to find Signet's transport. */
    private static final class NoCredentials extends Authenticator {}
}
