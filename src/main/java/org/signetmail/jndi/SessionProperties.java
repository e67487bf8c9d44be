package org.signetmail.jndi;

import jakarta.mail.NoSuchProviderException;
import jakarta.mail.Session;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.signetmail.net.NoUnboundSockets;

/**
 * The properties of a mail session that other applications have. They are fixed, and what Jakarta Mail asks them decides where
 * the session's mail goes:
 *
 * <ul>
 *   <li>{@code mail.from} is the saved system mailbox, looked up each time; Jakarta Mail takes the domain of a Message-ID from
 *       it. It is in no listing.
 *   <li>{@code mail.<protocol>.class} is asked for before each look-up of a transport. Signet's provider is set again then,
 *       since {@link Session#addProvider} and {@link Session#setProvider} are open to all.
 *   <li>An SMTP transport of another class that is made with this session gets no connection.
 * </ul>
 */
@SuppressWarnings(
        "UnsynchronizedOverridesSynchronized") // A look-up may wait for the database, and takes the session's lock.
final class SessionProperties extends ReadOnlyProperties {
    private static final long serialVersionUID = 1L;

    private static final String FROM = "mail.from";
    private static final String FALLBACK = ".socketFactory.fallback";

    private static final Map<String, Object> NO_OTHER_WAY = Map.of(
            "mail.smtp.socketFactory",
            new NoUnboundSockets(),
            "mail.smtp" + FALLBACK,
            "false",
            "mail.smtps.socketFactory",
            new NoUnboundSockets(),
            "mail.smtps" + FALLBACK,
            "false");

    private final transient SignetProvider provider;
    private transient volatile @Nullable Session session;

    SessionProperties(Map<String, String> values, SignetProvider provider) {
        super(values);
        this.provider = provider;
    }

    /** Called once, when there is a session. */
    void attachTo(Session made) {
        session = made;
        setProvider();
    }

    @Override
    public @Nullable String getProperty(String key) {
        if (key.endsWith(".class") && super.getProperty(key) != null) {
            setProvider();
        }
        return get(key) instanceof String text ? text : null;
    }

    @Override
    public @Nullable Object get(Object key) {
        return FROM.equals(key) ? SharedSession.mailFrom(session) : NO_OTHER_WAY.getOrDefault(key, super.get(key));
    }

    @Override
    public @Nullable Object getOrDefault(Object key, @Nullable Object otherwise) {
        Object value = get(key);
        return value == null ? otherwise : value;
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    private void setProvider() {
        Session mine = session;
        try {
            if (mine != null) {
                mine.setProvider(provider);
            }
        } catch (NoSuchProviderException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
