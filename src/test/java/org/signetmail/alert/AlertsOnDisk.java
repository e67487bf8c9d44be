package org.signetmail.alert;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.RelayAllowList;
import org.signetmail.account.Trust;
import org.signetmail.account.WebhookAllowList;
import org.signetmail.net.AddressResolver;
import org.signetmail.net.RelayLookup;
import org.signetmail.settings.StoreOnDisk;

/** The channels of the warnings on a store on disk, with a transaction around each call as in the container. */
@SuppressWarnings("UnnecessaryAssignment") // There is no container.
public final class AlertsOnDisk {
    private final Alerts alerts = new Alerts();
    private final AlertStore store = new AlertStore();
    private final WebhookSender webhookSender = new WebhookSender();
    private final RelaySender relaySender = new RelaySender();

    public AlertsOnDisk(StoreOnDisk disk, Clock clock) {
        var rows = new RowsOnDisk(disk);
        disk.add(rows);
        webhookSender.proxy = OutboundProxy.NONE;
        webhookSender.clock = clock;
        relaySender.seal = disk.seal();
        relaySender.clock = clock;
        store.rows = rows;
        store.seal = disk.seal();
        store.webhookSender = webhookSender;
        alerts.store = store;
        alerts.relaySender = relaySender;
        alerts.webhookSender = webhookSender;
        alerts.clock = clock;
        allow(Trust.JVM, AddressResolver.SYSTEM, "");
    }

    /** Connects to these hosts beside public ones from now on. */
    public void allow(Trust trust, AddressResolver resolver, String hosts) {
        webhookSender.configure(trust, resolver, WebhookAllowList.of(hosts));
        store.relays = new RelayLookup(RelayAllowList.of(hosts), resolver);
        relaySender.lookup = store.relays;
    }

    public Alerts alerts() {
        return alerts;
    }

    public AlertStore store() {
        return store;
    }

    private static final class RowsOnDisk extends AlertRows {
        private final StoreOnDisk disk;

        RowsOnDisk(StoreOnDisk disk) {
            this.disk = disk;
        }

        @Override
        <T> T settings(Function<AlertSettingsRow, T> work) {
            return in(rows -> rows.settings(work));
        }

        @Override
        void sent(Channel channel, Instant at) {
            in(rows -> {
                rows.sent(channel, at);
                return true;
            });
        }

        @Override
        void failed(Channel channel, Instant at, String words) {
            in(rows -> {
                rows.failed(channel, at, words);
                return true;
            });
        }

        @Override
        List<ChannelState> states() {
            return in(AlertRows::states);
        }

        private <T> T in(Function<AlertRows, T> work) {
            return disk.inTransaction(entities -> {
                var rows = new AlertRows();
                rows.entities = entities;
                return work.apply(rows);
            });
        }
    }
}
