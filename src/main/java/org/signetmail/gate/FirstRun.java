package org.signetmail.gate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.signetmail.account.Configuration;
import org.signetmail.account.ConfiguredSecret;
import org.signetmail.journal.Event;

/** The first day: an administrator gets a password, from the operator's configuration or by a one-time link. */
@ApplicationScoped
public class FirstRun {
    /** The one user name there is. */
    public static final String USER_NAME = Administrators.ADMIN;

    /** Shortest password in characters. */
    public static final int SHORTEST_PASSWORD = Passwords.SHORTEST;

    static final String PASSWORD_KEY = "signet.admin.password";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    @Inject
    Administrators administrators;

    @Inject
    SetupLink link;

    /** What a set-up link opens. */
    public enum Door {
        OPEN,
        EXPIRED,
        /** Somebody set the password already. */
        DONE,
        UNKNOWN
    }

    void begin(String contextPath) {
        var configured = Configuration.current()
                .secret(PASSWORD_KEY)
                .map(ConfiguredSecret::value)
                .filter(password -> !password.isBlank());
        if (configured.isPresent()) {
            takeOver(configured.get());
        } else if (administrators.none()) {
            Event.FIRST_RUN
                    .with("address", contextPath + "/first-run.xhtml?key=" + link.issue())
                    .with("until", validUntil())
                    .log();
        }
    }

    private void takeOver(String password) {
        if (Passwords.lengthOf(password) < Passwords.SHORTEST) {
            Event.SHORT_PASSWORD
                    .with("key", PASSWORD_KEY)
                    .with("shortest", Passwords.SHORTEST)
                    .log();
        }
        Optional<String> stored = administrators.passwordHashOf(USER_NAME);
        if (stored.isEmpty() || !Passwords.fits(password, stored.get())) {
            administrators.setPassword(password);
        }
    }

    public Door door(String key) {
        return switch (link.standing(key)) {
            case OPEN -> administrators.none() ? Door.OPEN : Door.DONE;
            case USED -> Door.DONE;
            case EXPIRED -> Door.EXPIRED;
            case UNKNOWN -> Door.UNKNOWN;
        };
    }

    /** The time of day in UTC until which the link opens, as on the page: 15:30 UTC. */
    public String validUntil() {
        return TIME.format(until());
    }

    private Instant until() {
        return link.until();
    }

    /**
     * Sets the first password.
     *
     * @return false where the link had been used or had expired meanwhile; nothing is changed then
     */
    public boolean setPassword(String key, String password) {
        if (Passwords.lengthOf(password) < Passwords.SHORTEST) {
            throw new IllegalArgumentException("The password is too short.");
        }
        if (!administrators.none() || !link.take(key)) {
            return false;
        }
        boolean stored = false;
        try {
            administrators.setPassword(password);
            stored = true;
        } finally {
            if (!stored) {
                link.giveBack();
            }
        }
        return true;
    }
}
