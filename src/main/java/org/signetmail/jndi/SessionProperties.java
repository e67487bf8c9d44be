package org.signetmail.jndi;

import jakarta.mail.NoSuchProviderException;
import jakarta.mail.Session;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.signetmail.net.NoUnboundSockets;

/**
 * The properties of a mail session for other applications. They are read-only, and make Jakarta Mail send every
 * message of the session through Signet:
 *
 * <ul>
 *   <li>{@code mail.from} is the saved system mailbox, read on each access; Jakarta Mail takes the domain of a
 *       Message-ID from it. Listings of the properties don't contain it.
 *   <li>Jakarta Mail reads {@code mail.<protocol>.class} before each look-up of a transport. At that moment Signet's
 *       provider is set again, since every application may call {@link Session#addProvider} and {@link
 *       Session#setProvider}.
 *   <li>An SMTP transport of another class that is created with this session can't connect.
 * </ul>
 */
@SuppressWarnings(
        "UnsynchronizedOverridesSynchronized") // A read may wait for the database, and takes the session's lock.
final class SessionProperties extends ReadOnlyProperties {
    private static final long serialVersionUID = 1L;

    private static final String FROM = "mail.from";
    private static final String FALLBACK = ".socketFactory.fallback";

    private static final Map<String, Object> NO_SMTP_CONNECTIONS = Map.of(
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

    /** Sets the session of these properties. Called once. */
    void attachTo(Session created) {
        session = created;
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
        return FROM.equals(key)
                ? SharedSession.mailFrom(session)
                : NO_SMTP_CONNECTIONS.getOrDefault(key, super.get(key));
    }

    @Override
    public @Nullable Object getOrDefault(Object key, @Nullable Object defaultValue) {
        Object value = get(key);
        return value == null ? defaultValue : value;
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    private void setProvider() {
        Session attached = session;
        try {
            if (attached != null) {
                attached.setProvider(provider);
            }
        } catch (NoSuchProviderException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
