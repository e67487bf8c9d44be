package org.signetmail.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Configuration;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.account.InvalidInput;
import org.signetmail.log.LogEvent;

/** The operator's setting that all pages are reached by https ({@code signet.https}). */
@ApplicationScoped
class Https {
    private static final ConfigurationKey KEY = ConfigurationKey.HTTPS;

    /** One year, as ASVS 3.4.1 requires. Without subdomains, which may belong to other servers. */
    private static final String HSTS = "max-age=31536000";

    // Null until first needed: constructing the CDI client proxy of this class must not read configuration.
    @Nullable
    Boolean required;

    /** Logs an invalid value at start. */
    void atStart(@Observes @Initialized(ApplicationScoped.class) Object event) {
        isRequired();
    }

    synchronized boolean isRequired() {
        Boolean present = required;
        if (present == null) {
            present = parse(Configuration.current().text(KEY));
            required = present;
        }
        return present;
    }

    /** Does not use the converter of MicroProfile Config, which reads every typo as false. */
    static boolean parse(Optional<String> configured) {
        String value = configured.or(KEY::usual).orElseThrow();
        try {
            return KEY.flag(value);
        } catch (InvalidInput notUnderstood) {
            // True would lock out who comes by http, and has no other way.
            LogEvent.HTTPS_NOT_UNDERSTOOD.with("key", KEY).with("value", value).log();
            return false;
        }
    }

    /** Adds Strict-Transport-Security (RFC 6797): the browser uses https only, for a year. */
    void addHeader(HttpServletResponse response) {
        if (isRequired()) {
            response.setHeader("Strict-Transport-Security", HSTS);
        }
    }
}
