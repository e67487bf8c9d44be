package org.signetmail.signin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.signetmail.account.Configuration;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.account.InvalidInput;
import org.signetmail.log.LogEvent;

/** How long a session lasts at most, used or unused (OWASP ASVS 5.0, 7.3.1 and 7.3.2). */
@ApplicationScoped
class SessionLength {
    private static final ConfigurationKey KEY = ConfigurationKey.SESSION_HOURS;
    static final Duration DEFAULT = Duration.ofHours(KEY.usualNumber());

    private Duration longest = DEFAULT;

    @PostConstruct
    void configure() {
        configure(Configuration.current().text(KEY));
    }

    /** @param hours as they are configured */
    void configure(Optional<String> hours) {
        longest = hours.map(SessionLength::read).orElse(DEFAULT);
    }

    /** A session that is used without a pause ends after this time. */
    Duration longest() {
        return longest;
    }

    /** web.xml says the same to the container, which ends what is not used. */
    Duration idle() {
        return Duration.ofMinutes(30);
    }

    /** What can't be understood keeps no administrator out. */
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
