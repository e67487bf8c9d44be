package org.signetmail.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Relay;
import org.signetmail.account.RelayAllowList;
import org.signetmail.account.RelayNotAllowed;
import org.signetmail.account.SmtpServer;
import org.signetmail.log.LogEvent;
import org.signetmail.net.RelayLookup;

/** Which relays may be saved. One that is saved already goes on sending, and is warned of. */
@ApplicationScoped
public class AllowedRelays {
    @Inject
    RelayLookup lookup;

    /** Mail asks every second: one server is looked up once. */
    private final AtomicReference<@Nullable SmtpServer> warnedOf = new AtomicReference<>();

    /**
     * Whether the saved relay could be saved today; true where mail goes another way. Looks its name up, which may take some
     * seconds.
     */
    public boolean allow(MailSettings saved) {
        return relayInUse(saved).map(this::allow).orElse(true);
    }

    /** The server that mail is relayed through. */
    public static Optional<SmtpServer> relayInUse(MailSettings saved) {
        return saved.customServer() && saved.type() != AuthenticationType.OAUTH2
                ? Optional.ofNullable(saved.relay()).map(Relay::server)
                : Optional.empty();
    }

    private boolean allow(SmtpServer server) {
        try {
            lookup.addressesOf(server);
            return true;
        } catch (RelayNotAllowed refused) {
            return false;
        } catch (UnknownHostException noAddress) {
            return true; // Nothing is there to connect to. A save is not to depend on a name server that is away.
        }
    }

    /** @throws RelayNotAllowed if another relay is wanted than what is saved, and it is not allowed */
    void refuseOthers(MailSettings wanted, MailSettings saved) {
        SmtpServer server = wanted.relay() == null ? null : wanted.relay().server();
        boolean same = saved.relay() != null && saved.relay().server().equals(server);
        if (server != null && !same && !allow(server)) {
            LogEvent.RELAY_REFUSED
                    .with("host", server.host())
                    .with("port", server.port())
                    .log();
            throw new RelayNotAllowed();
        }
    }

    /** Tells in the log, once, of a saved relay that could not be saved today. */
    void warnOf(MailAccount account) {
        if (account instanceof MailAccount.SmtpRelay relay) {
            SmtpServer server = relay.relay().server();
            if (!server.equals(warnedOf.getAndSet(server)) && !allow(server)) {
                LogEvent.RELAY_NOT_LISTED
                        .with("host", server.host())
                        .with("port", server.port())
                        .with("key", RelayAllowList.KEY)
                        .log();
            }
        }
    }
}
