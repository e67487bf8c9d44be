package org.signetmail.mail;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.mail.Address;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.Session;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.signetmail.letter.Outcome;
import org.signetmail.letter.OwnClassLoader;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.NotConfigured;

/**
 * Jakarta Mail sessions whose {@code Transport.send} is Signet's. They hold no secret, no token and no host.
 *
 * <p>A session that somebody made otherwise, with {@code mail.transport.protocol.rfc822=signet}, finds its way through CDI.
 */
final class PlainSession {
    /** The property that says whose mail a session is for. */
    private static final String SENDER = "mail.signet.sender";

    private static final String SYSTEM = "system";
    private static final String USER = "user";
    private static final Map<Session, MailSessionFactory> MADE = Collections.synchronizedMap(new WeakHashMap<>());

    private PlainSession() {}

    /** What a transport does with a message. */
    interface Way {
        Outcome send(Message message, Address[] recipients) throws NotConfigured, SealBroken, MessagingException;
    }

    static Session forSystem(MailSessionFactory factory) {
        return made(factory, SYSTEM);
    }

    /** For mails of users: each message names its user in From. */
    static Session forUsers(MailSessionFactory factory) {
        return made(factory, USER);
    }

    static Way wayOf(Session session) {
        MailSessionFactory made = MADE.get(session);
        MailSessionFactory factory =
                made == null ? CDI.current().select(MailSessionFactory.class).get() : made;
        boolean ofUsers = USER.equals(session.getProperty(SENDER));
        return (message, recipients) -> {
            try (MailSession sender = ofUsers ? factory.onBehalfOf(author(message)) : factory.system()) {
                return sender.send(message, recipients);
            }
        };
    }

    private static Session made(MailSessionFactory factory, String sender) {
        var properties = new Properties();
        properties.setProperty("mail.transport.protocol", SignetProvider.PROTOCOL);
        properties.setProperty("mail.transport.protocol.rfc822", SignetProvider.PROTOCOL);
        properties.setProperty(SENDER, sender);
        ClassLoader before = OwnClassLoader.enter();
        try {
            var session = Session.getInstance(properties, new NoPasswords());
            var provider = new SignetProvider();
            session.addProvider(provider);
            session.setProvider(provider);
            MADE.put(session, factory);
            return session;
        } catch (NoSuchProviderException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            OwnClassLoader.leave(before);
        }
    }

    private static @Nullable String author(Message message) throws MessagingException {
        Address[] from = message.getFrom();
        return from == null || from.length == 0 ? null : from[0].toString();
    }

    /** Knows none. It is here for its class loader, with which Jakarta Mail looks for our transport. */
    private static final class NoPasswords extends Authenticator {}
}
