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
import org.signetmail.text.Messages;

/** Sets the first password of the administrator, from the operator's configuration or by a one-time link. */
@ApplicationScoped
public class FirstRun {
    /** The only user name. */
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

    private volatile boolean setByOperator;

    /** State of a set-up link. */
    public enum State {
        OPEN,
        EXPIRED,
        /** The password has been set. */
        DONE,
        UNKNOWN
    }

    void begin(String contextPath) {
        begin(contextPath, Configuration.current().secret(ConfigurationKey.ADMIN_PASSWORD));
    }

    /** @param configured the password from the operator's configuration */
    void begin(String contextPath, Optional<ConfiguredSecret> configured) {
        configured
                .map(ConfiguredSecret::value)
                .filter(password -> !password.isBlank())
                .ifPresent(this::applyConfigured);
        if (administrators.isEmpty()) {
            // In the fragment: browsers don't send it, so no proxy logs it.
            LogEvent.FIRST_RUN
                    .with("address", contextPath + "/first-run.xhtml#key=" + link.issue())
                    .with("until", validUntil())
                    .log();
        }
    }

    /**
     * Sets the operator's password, unless the rule refuses it. The stored password stays valid then: a sign-in that
     * works today works after an update.
     */
    private void applyConfigured(String password) {
        Optional<String> refusal = rule.refusal(password, "");
        setByOperator = refusal.isEmpty();
        if (refusal.isPresent()) {
            LogEvent.CONFIGURED_PASSWORD_REFUSED
                    .with("key", ConfigurationKey.ADMIN_PASSWORD)
                    .with("why", refusal.get())
                    .log();
            return;
        }
        Optional<String> stored = administrators.passwordHashOf(USER_NAME);
        if (stored.isEmpty() || !PasswordHash.matches(password, stored.get())) {
            administrators.setPassword(password);
            audit.passwordSet(USER_NAME, Messages.text("signin.by.configuration", ConfigurationKey.ADMIN_PASSWORD));
            int ended = sessions.endOthers(USER_NAME, "");
            if (ended > 0) {
                audit.sessionsEnded(USER_NAME, ended, Messages.text("signin.by.newPassword"));
            }
        }
    }

    /** Whether the operator's configuration sets the password, at every start. */
    public boolean isSetByOperator() {
        return setByOperator;
    }

    /**
     * Returns the reason why a password is refused, as a sentence for the page; empty if it is accepted.
     *
     * @param host Signet's host name as the browser uses it
     */
    public Optional<String> refusal(String password, String host) {
        return rule.refusal(password, host);
    }

    public State state(String key) {
        return switch (link.state(key)) {
            case OPEN -> administrators.isEmpty() ? State.OPEN : State.DONE;
            case USED -> State.DONE;
            case EXPIRED -> State.EXPIRED;
            case UNKNOWN -> State.UNKNOWN;
        };
    }

    /** The time at which the link expires, as shown on the page: 15:30 UTC. */
    public String validUntil() {
        return TIME.format(expiresAt());
    }

    private Instant expiresAt() {
        return link.expiresAt();
    }

    /**
     * Sets the first password.
     *
     * @return false if the link was used or has expired in the meantime; nothing is changed then
     * @throws IllegalArgumentException if the password is {@link #refusal refused}
     */
    public boolean setPassword(String key, String password) {
        rule.refusal(password, "").ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        if (!administrators.isEmpty() || !link.redeem(key)) {
            return false;
        }
        boolean stored = false;
        try {
            administrators.setPassword(password);
            stored = true;
        } finally {
            if (!stored) {
                link.reopen();
            }
        }
        audit.passwordSet(USER_NAME, Messages.text("signin.by.link"));
        return true;
    }
}
