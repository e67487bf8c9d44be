package org.signetmail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.signetmail.account.Cloud;
import org.signetmail.account.Clouds;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.Trust;
import org.signetmail.account.Unacceptable;

/** What an operator may set and the page may not, as values for the rooms. */
@ApplicationScoped
class Wiring {
    private static final String CUSTOM = "signet.cloud.custom.";
    private static final int SUBMISSION_PORT = 587;

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Clouds clouds() {
        return Clouds.with(customCloud(ConfigProvider.getConfig()));
    }

    @Produces
    @Singleton
    OutboundProxy proxy() {
        return text(ConfigProvider.getConfig(), "signet.proxy")
                .map(URI::create)
                .map(OutboundProxy::at)
                .orElse(OutboundProxy.NONE);
    }

    private static Optional<Cloud> customCloud(Config config) {
        return text(config, CUSTOM + "authority")
                .map(authority -> Cloud.custom(
                        URI.create(authority),
                        URI.create(required(config, CUSTOM + "graph")),
                        new SmtpServer(
                                required(config, CUSTOM + "smtp.host"),
                                config.getOptionalValue(CUSTOM + "smtp.port", Integer.class)
                                        .orElse(SUBMISSION_PORT)),
                        text(config, CUSTOM + "ca")
                                .map(Path::of)
                                .map(Trust::only)
                                .orElse(Trust.JVM)));
    }

    private static String required(Config config, String key) {
        return text(config, key)
                .orElseThrow(() -> new Unacceptable(key + " must be set where " + CUSTOM + "authority is."));
    }

    private static Optional<String> text(Config config, String key) {
        return config.getOptionalValue(key, String.class).map(String::strip).filter(value -> !value.isEmpty());
    }
}
