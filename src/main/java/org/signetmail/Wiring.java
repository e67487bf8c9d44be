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
import org.signetmail.account.ConfigurationKey;
import org.signetmail.account.ConfiguredSecret;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.RelayAllowList;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.Trust;
import org.signetmail.log.LogEvent;
import org.signetmail.net.AddressResolver;
import org.signetmail.net.RelayLookup;

/** Produces the settings that only the operator may change, for injection. */
@ApplicationScoped
class Wiring {
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
     * The configured proxy.
     *
     * @throws InvalidInput if the value is invalid; the message does not repeat it, as it may contain a password
     */
    @Produces
    @Singleton
    OutboundProxy proxy() {
        return Configuration.current()
                .secret(ConfigurationKey.PROXY) // It may contain a password.
                .map(ConfiguredSecret::value)
                .filter(value -> !value.isBlank())
                .map(OutboundProxy::at)
                .orElse(OutboundProxy.NONE);
    }

    /** The relays that are allowed. An invalid entry allows nothing and is logged at start. */
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

    /** Does not prevent the start: only tests and changes of settings use the list. */
    void logInvalidRelayHosts(@Observes @Initialized(ApplicationScoped.class) Object start) {
        for (String entry : relayHosts().notUnderstood()) {
            LogEvent.RELAY_HOSTS_NOT_UNDERSTOOD
                    .with("key", RelayAllowList.KEY)
                    .with("entry", entry)
                    .log();
        }
    }

    /** Prevents the start if the proxy is invalid: no request may bypass the proxy that the operator wants. */
    void validateProxy(@Observes @Initialized(ApplicationScoped.class) Object start) {
        try {
            proxy();
        } catch (InvalidInput invalid) {
            LogEvent.PROXY_NOT_UNDERSTOOD
                    .with("key", ConfigurationKey.PROXY)
                    .with("why", String.valueOf(invalid.getMessage()))
                    .log();
            throw invalid;
        }
    }

    private static Optional<Cloud> customCloud(Configuration config) {
        return config.text(ConfigurationKey.CLOUD_AUTHORITY)
                .map(authority -> Cloud.custom(
                        URI.create(authority),
                        URI.create(required(config, ConfigurationKey.CLOUD_GRAPH)),
                        new SmtpServer(
                                required(config, ConfigurationKey.CLOUD_SMTP_HOST),
                                config.value(ConfigurationKey.CLOUD_SMTP_PORT, Integer.class)
                                        .orElse((int) ConfigurationKey.CLOUD_SMTP_PORT.usualNumber())),
                        config.text(ConfigurationKey.CLOUD_CA)
                                .map(Path::of)
                                .map(Trust::only)
                                .orElse(Trust.JVM)));
    }

    private static String required(Configuration config, ConfigurationKey key) {
        return config.text(key)
                .orElseThrow(
                        () -> InvalidInput.of("account.configuration.required", key, ConfigurationKey.CLOUD_AUTHORITY));
    }
}
