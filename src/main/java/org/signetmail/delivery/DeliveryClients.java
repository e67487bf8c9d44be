package org.signetmail.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Mailbox;
import org.signetmail.message.DeliveryClient;

/**
 * The delivery clients of recently used mailboxes, for the active account. When the account is replaced, its clients
 * are closed: messages in flight complete, and no further message is sent with that account. Thread-safe.
 */
final class DeliveryClients {
    private final Map<Mailbox, DeliveryClient> deliveryClients = new HashMap<>();
    private final Set<DeliveryClient> retired = new HashSet<>();
    private final Function<Key, DeliveryClient> factory;
    private long version = -1;

    /**
     * What a delivery client is created for.
     *
     * @param pooled whether it may use pooled connections and a cached token
     * @param test whether an administrator runs a test with it and sees the server's replies
     */
    record Key(MailAccount account, Mailbox mailbox, boolean pooled, boolean test) {}

    DeliveryClients(Function<Key, DeliveryClient> factory) {
        this.factory = factory;
    }

    /**
     * Returns the delivery client of a mailbox.
     *
     * @param settingsVersion the version of the settings that the account is from
     */
    synchronized DeliveryClient of(long settingsVersion, MailAccount account, Mailbox mailbox) {
        if (settingsVersion > version) {
            deliveryClients.values().forEach(this::retire);
            deliveryClients.clear();
            version = settingsVersion;
        }
        if (settingsVersion == version) {
            return deliveryClients.computeIfAbsent(
                    mailbox, unused -> factory.apply(new Key(account, mailbox, true, false)));
        }
        return unpooled(new Key(account, mailbox, false, false));
    }

    /** Creates a client for a test: no pooled connection, and a new token. */
    synchronized DeliveryClient forTest(MailAccount account, Mailbox mailbox) {
        return unpooled(new Key(account, mailbox, false, true));
    }

    private DeliveryClient unpooled(Key key) {
        DeliveryClient client = factory.apply(key);
        retire(client);
        return client;
    }

    /** Aborts overdue deliveries. Called every second or so. */
    void abortOverdue() {
        all().forEach(DeliveryClient::abortOverdue);
    }

    /** Evicts idle connections and clients. Called every second or so. */
    void evictIdle(Instant now) {
        for (DeliveryClient deliveryClient : all()) {
            deliveryClient.evictIdle(now);
            if (deliveryClient.isIdle()) {
                synchronized (this) {
                    if (deliveryClients.values().remove(deliveryClient)) {
                        retire(deliveryClient); // A thread may have obtained it a moment ago.
                    } else {
                        retired.remove(deliveryClient);
                    }
                }
            }
        }
    }

    private synchronized List<DeliveryClient> all() {
        var all = new ArrayList<>(deliveryClients.values());
        all.addAll(retired);
        return all;
    }

    synchronized void close() {
        deliveryClients.values().forEach(DeliveryClient::close);
        deliveryClients.clear();
    }

    /** Closes the client. It stays under maintenance until its messages in flight have completed. */
    private void retire(DeliveryClient deliveryClient) {
        deliveryClient.close();
        retired.add(deliveryClient);
    }
}
