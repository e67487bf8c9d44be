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

/** Whether the operator says that all pages are reached by https ({@code signet.https}). */
@ApplicationScoped
class Https {
    private static final ConfigurationKey KEY = ConfigurationKey.HTTPS;

    /** A year, as ASVS 3.4.1 asks for. Without sub-domains: they may be served by others. */
    private static final String HSTS = "max-age=31536000";

    // Null until it is first needed: a CDI proxy of this class must not ask for configuration.
    @Nullable
    Boolean required;

    /** Says at once in the log what is not understood. */
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

    /** Not by the converter of MicroProfile Config: to it each slip is a false. */
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

    /** RFC 6797: the browser is to come by https alone for a year. */
    void addHeader(HttpServletResponse response) {
        if (isRequired()) {
            response.setHeader("Strict-Transport-Security", HSTS);
        }
    }
}
