package org.signetmail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.signetmail.account.Cloud;
import org.signetmail.account.Clouds;
import org.signetmail.account.Configuration;
import org.signetmail.account.ConfiguredSecret;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.RelayAllowList;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.Trust;
import org.signetmail.log.LogEvent;
import org.signetmail.net.AddressResolver;
import org.signetmail.net.RelayLookup;

/** What an operator may set and the page may not, as values for the rooms. */
@ApplicationScoped
class Wiring {
    private static final String CUSTOM = "signet.cloud.custom.";
    private static final String PROXY = "signet.proxy";
    private static final int SUBMISSION_PORT = 587;

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Clouds clouds() {
        return Clouds.with(customCloud(Configuration.current()));
    }

    /**
     * The proxy that the operator has set.
     *
     * @throws InvalidInput if the value can't be understood; it is not in the exception, since it may hold a password
     */
    @Produces
    @Singleton
    OutboundProxy proxy() {
        return Configuration.current()
                .secret(PROXY) // A password may be in it.
                .map(ConfiguredSecret::value)
                .filter(value -> !value.isBlank())
                .map(OutboundProxy::at)
                .orElse(OutboundProxy.NONE);
    }

    /** Where mail may be relayed through; what is listed and not understood allows nothing, and is told at the start. */
    @Produces
    @Singleton
    RelayLookup relayLookup() {
        return new RelayLookup(relayHosts(), AddressResolver.SYSTEM);
    }

    private static RelayAllowList relayHosts() {
        return Configuration.current()
                .text(RelayAllowList.KEY)
                .map(RelayAllowList::of)
                .orElse(RelayAllowList.DEFAULT);
    }

    /** Mail goes on without it: only tests and new saves ask for it. */
    void tellOfRelayHostsNotUnderstood(@Observes @Initialized(ApplicationScoped.class) Object start) {
        for (String entry : relayHosts().notUnderstood()) {
            LogEvent.RELAY_HOSTS_NOT_UNDERSTOOD
                    .with("key", RelayAllowList.KEY)
                    .with("entry", entry)
                    .log();
        }
    }

    /** Without the proxy that the operator wants no call is to be made, so Signet does not start where it is not understood. */
    void refuseWhatIsNotUnderstood(@Observes @Initialized(ApplicationScoped.class) Object start) {
        try {
            proxy();
        } catch (InvalidInput notUnderstood) {
            LogEvent.PROXY_NOT_UNDERSTOOD
                    .with("key", PROXY)
                    .with("why", String.valueOf(notUnderstood.getMessage()))
                    .log();
            throw notUnderstood;
        }
    }

    private static Optional<Cloud> customCloud(Configuration config) {
        return config.text(CUSTOM + "authority")
                .map(authority -> Cloud.custom(
                        URI.create(authority),
                        URI.create(required(config, CUSTOM + "graph")),
                        new SmtpServer(
                                required(config, CUSTOM + "smtp.host"),
                                config.value(CUSTOM + "smtp.port", Integer.class)
                                        .orElse(SUBMISSION_PORT)),
                        config.text(CUSTOM + "ca")
                                .map(Path::of)
                                .map(Trust::only)
                                .orElse(Trust.JVM)));
    }

    private static String required(Configuration config, String key) {
        return config.text(key)
                .orElseThrow(() -> new InvalidInput(key + " must be set where " + CUSTOM + "authority is."));
    }
}
