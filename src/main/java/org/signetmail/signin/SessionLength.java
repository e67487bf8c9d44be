package org.signetmail.signin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.signetmail.account.Configuration;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.account.InvalidInput;
import org.signetmail.log.LogEvent;

/** Maximum and idle lifetime of a session (OWASP ASVS 5.0, 7.3.1 and 7.3.2). */
@ApplicationScoped
class SessionLength {
    private static final ConfigurationKey KEY = ConfigurationKey.SESSION_HOURS;
    static final Duration DEFAULT = Duration.ofHours(KEY.usualNumber());

    private Duration max = DEFAULT;

    @PostConstruct
    void configure() {
        configure(Configuration.current().text(KEY));
    }

    /** @param hours the configured text */
    void configure(Optional<String> hours) {
        max = hours.map(SessionLength::read).orElse(DEFAULT);
    }

    /** Maximum lifetime of a session, even one in constant use. */
    Duration max() {
        return max;
    }

    /** Idle timeout; the same value is in web.xml, by which the container ends idle sessions. */
    Duration idle() {
        return Duration.ofMinutes(30);
    }

    /** Falls back to the default for an invalid value, so that a typo locks no administrator out. */
    private static Duration read(String hours) {
        try {
            return Duration.ofHours(KEY.number(hours));
        } catch (InvalidInput notUnderstood) {
            LogEvent.SESSION_HOURS_NOT_UNDERSTOOD
                    .with("key", KEY)
                    .with("value", hours)
                    .log();
            return DEFAULT;
        }
    }
}
