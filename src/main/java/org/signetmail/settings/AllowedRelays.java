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

/** Decides which relays may be saved. A relay that was saved earlier stays in use, with a warning in the log. */
@ApplicationScoped
public class AllowedRelays {
    @Inject
    RelayLookup lookup;

    /** The relay last checked, so that each is looked up and logged once: sending checks it up to once a second. */
    private final AtomicReference<@Nullable SmtpServer> lastChecked = new AtomicReference<>();

    /**
     * Whether the saved relay is still allowed; true if mail does not use it. Resolves its name, which may take
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
            return true; // There is nothing to connect to, and saving must not depend on a working name server.
        }
    }

    /** @throws RelayNotAllowed if the wanted relay differs from the saved one and is not allowed */
    void requireAllowed(MailSettings wanted, MailSettings saved) {
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

    /** Logs once per relay that the saved relay is no longer allowed. */
    void warnIfNotAllowed(MailAccount account) {
        if (account instanceof MailAccount.SmtpRelay relay) {
            SmtpServer server = relay.relay().server();
            if (!server.equals(lastChecked.getAndSet(server)) && !allow(server)) {
                LogEvent.RELAY_NOT_LISTED
                        .with("host", server.host())
                        .with("port", server.port())
                        .with("key", RelayAllowList.KEY)
                        .log();
            }
        }
    }
}
