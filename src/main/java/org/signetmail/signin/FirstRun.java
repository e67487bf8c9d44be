package org.signetmail.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.signetmail.account.Configuration;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.account.ConfiguredSecret;
import org.signetmail.log.LogEvent;

/** The first day: an administrator gets a password, from the operator's configuration or by a one-time link. */
@ApplicationScoped
public class FirstRun {
    /** The one user name there is. */
    public static final String USER_NAME = Administrators.ADMIN;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    @Inject
    Administrators administrators;

    @Inject
    SetupLink link;

    @Inject
    PasswordRule rule;

    @Inject
    AdminSessions sessions;

    @Inject
    AccessAudit audit;

    private volatile boolean operatorSets;

    /** What a set-up link opens. */
    public enum State {
        OPEN,
        EXPIRED,
        /** Somebody set the password already. */
        DONE,
        UNKNOWN
    }

    void begin(String contextPath) {
        begin(contextPath, Configuration.current().secret(ConfigurationKey.ADMIN_PASSWORD));
    }

    /** @param configured the password that the operator has set */
    void begin(String contextPath, Optional<ConfiguredSecret> configured) {
        configured
                .map(ConfiguredSecret::value)
                .filter(password -> !password.isBlank())
                .ifPresent(this::takeOver);
        if (administrators.none()) {
            // Behind the #, where neither a browser nor a proxy sends or logs it.
            LogEvent.FIRST_RUN
                    .with("address", contextPath + "/first-run.xhtml#key=" + link.issue())
                    .with("until", validUntil())
                    .log();
        }
    }

    /**
     * Sets the operator's password, if it may be set. Where it is refused, what is stored stays valid: an administrator who
     * signs in with it today does so tomorrow.
     */
    private void takeOver(String password) {
        Optional<String> refusal = rule.refusal(password, "");
        operatorSets = refusal.isEmpty();
        if (refusal.isPresent()) {
            LogEvent.CONFIGURED_PASSWORD_REFUSED
                    .with("key", ConfigurationKey.ADMIN_PASSWORD)
                    .with("why", refusal.get())
                    .log();
            return;
        }
        Optional<String> stored = administrators.passwordHashOf(USER_NAME);
        if (stored.isEmpty() || !PasswordHash.fits(password, stored.get())) {
            administrators.setPassword(password);
            audit.passwordSet(USER_NAME, "by " + ConfigurationKey.ADMIN_PASSWORD + ", when Signet was started");
            int ended = sessions.endOthers(USER_NAME, "");
            if (ended > 0) {
                audit.sessionsEnded(USER_NAME, ended, "by a new password");
            }
        }
    }

    /** Whether the password comes from the operator's configuration, and would be set from there again at the next start. */
    public boolean isSetByOperator() {
        return operatorSets;
    }

    /**
     * Why a password can't be the administrator's, as a sentence for the page; empty if it can.
     *
     * @param host by which the browser knows Signet
     */
    public Optional<String> refusal(String password, String host) {
        return rule.refusal(password, host);
    }

    public State state(String key) {
        return switch (link.state(key)) {
            case OPEN -> administrators.none() ? State.OPEN : State.DONE;
            case USED -> State.DONE;
            case EXPIRED -> State.EXPIRED;
            case UNKNOWN -> State.UNKNOWN;
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
     * @throws IllegalArgumentException if the password is {@link #refusal refused}
     */
    public boolean setPassword(String key, String password) {
        rule.refusal(password, "").ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
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
        audit.passwordSet(USER_NAME, "by the one-time link");
        return true;
    }
}
