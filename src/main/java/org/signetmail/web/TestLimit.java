package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.signetmail.account.Configuration;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.account.InvalidInput;
import org.signetmail.log.LogEvent;

/**
 * Rate limit for tests, over all administrators: one of each kind at a time, and a configured number a minute. A script
 * that presses the buttons must not make Signet send other servers more requests than a person would.
 */
@ApplicationScoped
class TestLimit {
    private static final ConfigurationKey KEY = ConfigurationKey.TESTS_PER_MINUTE;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Inject
    Clock clock;

    private final Set<Kind> running = EnumSet.noneOf(Kind.class);
    private final Deque<Instant> starts = new ArrayDeque<>();
    private int perMinute;

    /** The kind of test. */
    enum Kind {
        CREDENTIALS,
        SETTINGS,
        /** Of the client secret's end in Microsoft Graph. */
        LOOK_UP
    }

    TestLimit() {
        this((int) KEY.usualNumber());
    }

    @PostConstruct
    void configure() {
        perMinute = configured();
    }

    TestLimit(int perMinute) {
        this.perMinute = perMinute;
    }

    /**
     * Starts a test if the limits allow it.
     *
     * @return empty if it started, and then {@link #ended} must be called; else the reason, for the administrator
     */
    synchronized Optional<String> tryStart(Kind kind) {
        Instant now = clock.instant();
        starts.removeIf(start -> !start.isAfter(now.minus(MINUTE)));
        if (running.contains(kind)) {
            return Optional.of(text("tests.oneRuns"));
        }
        if (starts.size() >= perMinute) {
            long seconds = Duration.between(now, starts.getFirst().plus(MINUTE)).toSeconds() + 1;
            return Optional.of(text("tests.tooMany", starts.size(), seconds));
        }
        running.add(kind);
        starts.addLast(now);
        return Optional.empty();
    }

    synchronized void ended(Kind kind) {
        running.remove(kind);
    }

    private static int configured() {
        String set = Configuration.current().text(KEY).or(KEY::usual).orElseThrow();
        try {
            return (int) KEY.number(set);
        } catch (InvalidInput notUnderstood) {
            LogEvent.TEST_LIMIT_NOT_UNDERSTOOD
                    .with("key", KEY)
                    .with("value", set)
                    .with("used", KEY.usualNumber())
                    .log();
            return (int) KEY.usualNumber();
        }
    }
}
