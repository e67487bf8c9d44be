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
 * The carrier of each mailbox that was sent from lately, for the account that is in force. Carriers of an account that was replaced are closed: what
 * they have under way ends, and nothing else is sent with it.
 */
final class DeliveryClients {
    private final Map<Mailbox, DeliveryClient> deliveryClients = new HashMap<>();
    private final Set<DeliveryClient> retired = new HashSet<>();
    private final Function<Key, DeliveryClient> factory;
    private long version = -1;

    /**
     * What a carrier is made for.
     *
     * @param keeps whether it may use connections, and a token, that were kept
     * @param test whether an administrator tests with it, and sees the answers
     */
    record Key(MailAccount account, Mailbox mailbox, boolean keeps, boolean test) {}

    DeliveryClients(Function<Key, DeliveryClient> maker) {
        this.factory = maker;
    }

    /**
     * The carrier for a mailbox.
     *
     * @param since the version of the settings that the account is from
     */
    synchronized DeliveryClient of(long since, MailAccount account, Mailbox mailbox) {
        if (since > version) {
            deliveryClients.values().forEach(this::retire);
            deliveryClients.clear();
            version = since;
        }
        if (since == version) {
            return deliveryClients.computeIfAbsent(
                    mailbox, first -> factory.apply(new Key(account, mailbox, true, false)));
        }
        return unpooled(new Key(account, mailbox, false, false));
    }

    /** One for a test: it keeps nothing and asks for a new token. */
    synchronized DeliveryClient forTest(MailAccount account, Mailbox mailbox) {
        return unpooled(new Key(account, mailbox, false, true));
    }

    private DeliveryClient unpooled(Key wanted) {
        DeliveryClient apart = factory.apply(wanted);
        retire(apart);
        return apart;
    }

    /** Called every second or so. */
    void abortOverdue() {
        all().forEach(DeliveryClient::abortOverdue);
    }

    /** Called every second or so. */
    void evictIdle(Instant now) {
        for (DeliveryClient deliveryClient : all()) {
            deliveryClient.evictIdle(now);
            if (deliveryClient.isIdle()) {
                synchronized (this) {
                    if (deliveryClients.values().remove(deliveryClient)) {
                        retire(deliveryClient); // Somebody may have just been given it.
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

    /** It keeps nothing from now on; what it has under way is still looked after. */
    private void retire(DeliveryClient deliveryClient) {
        deliveryClient.close();
        retired.add(deliveryClient);
    }
}
