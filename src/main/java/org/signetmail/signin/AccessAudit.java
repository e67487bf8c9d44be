package org.signetmail.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.signetmail.log.AuditNote;
import org.signetmail.log.AuditNote.Kind;
import org.signetmail.log.LogEvent;

/**
 * What an auditor asks of sign-ins, sessions and the password: each act is an event in the log and an entry of the audit
 * trail (OWASP ASVS 5.0, 16.3.1 to 16.3.3).
 *
 * <p>Strangers can't fill the database: of what they try, a hundred entries are kept in an hour. The log has all of them.
 */
@ApplicationScoped
class AccessAudit {
    static final int STRANGERS_ENTRIES = 100;

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final String STRANGER = "not signed in";

    @Inject
    jakarta.enterprise.event.Event<AuditNote> trail;

    @Inject
    Clock clock;

    /** Tries that wait are answered as fast as they come: one line a minute says how many there were. */
    private static final Duration BETWEEN_WAITS = Duration.ofMinutes(1);

    private Instant windowBegan = Instant.MIN;
    private int inWindow;
    private Instant waitTold = Instant.MIN;
    private long waitsUntold;

    void signedIn(String name, String address) {
        LogEvent.SIGNED_IN.with("user", name).with("from", address).log();
        note(Kind.SIGN_IN, name, "Signed in from " + address);
    }

    void signedOut(String name, String address) {
        LogEvent.SIGNED_OUT.with("user", name).with("from", address).log();
        note(Kind.SIGN_IN, name, "Signed out from " + address);
    }

    /** Without the name that was typed: people type their password there. */
    void refused(String address) {
        LogEvent.SIGN_IN_REFUSED.with("from", address).log();
        anonymous("Sign-in refused from " + address + ": user name or password was wrong");
    }

    void waits(String address) {
        long others;
        synchronized (this) {
            Instant now = clock.instant();
            if (now.isBefore(waitTold.plus(BETWEEN_WAITS))) {
                waitsUntold++;
                return;
            }
            waitTold = now;
            others = waitsUntold;
            waitsUntold = 0;
        }
        LogEvent.SIGN_IN_WAITS.with("from", address).with("others", others).log();
        anonymous("Sign-in not looked at from " + address + ", because of wrong tries before");
    }

    /** @param how the password was set, as the end of a sentence */
    void passwordSet(String name, String how) {
        LogEvent.PASSWORD_SET.with("user", name).with("how", how).log();
        note(Kind.CHANGE, name, "Administrator password set " + how);
    }

    void presentPasswordWrong(String name, String address) {
        LogEvent.PRESENT_PASSWORD_WRONG.with("user", name).with("from", address).log();
        note(Kind.SIGN_IN, name, "Present password wrong from " + address);
    }

    /** @param why as the end of a sentence */
    void sessionsEnded(String name, int how, String why) {
        LogEvent.SESSIONS_ENDED
                .with("user", name)
                .with("sessions", how)
                .with("why", why)
                .log();
        note(Kind.SIGN_IN, name, (how == 1 ? "1 session" : how + " sessions") + " ended " + why);
    }

    /** @param action the method that was called */
    void notAllowed(String action) {
        LogEvent.NOT_ALLOWED.with("action", action).log();
        anonymous("Not allowed: " + action);
    }

    private void note(Kind kind, String who, String what) {
        trail.fire(new AuditNote(kind, who, what));
    }

    private void anonymous(String what) {
        int kept = count();
        if (kept <= STRANGERS_ENTRIES) {
            note(Kind.REFUSAL, STRANGER, what);
        } else if (kept == STRANGERS_ENTRIES + 1) {
            note(
                    Kind.REFUSAL,
                    STRANGER,
                    "More was refused within an hour than is kept here: the server's log has all of it");
        }
    }

    private synchronized int count() {
        Instant now = clock.instant();
        if (!now.isBefore(windowBegan.plus(WINDOW))) {
            windowBegan = now;
            inWindow = 0;
        }
        inWindow = Math.min(inWindow + 1, STRANGERS_ENTRIES + 2);
        return inWindow;
    }
}
