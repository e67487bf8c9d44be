package org.signetmail.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.signetmail.log.AuditNote;
import org.signetmail.log.AuditNote.Kind;
import org.signetmail.log.LogEvent;
import org.signetmail.text.Messages;

/**
 * Records sign-ins, sessions and password changes, each as a log event and as an entry of the audit trail (OWASP ASVS
 * 5.0, 16.3.1 to 16.3.3).
 *
 * <p>Anonymous clients can't fill the database: the trail keeps at most 100 of their entries per hour. The log has all
 * of them.
 */
@ApplicationScoped
class AccessAudit {
    static final int MAX_ANONYMOUS_ENTRIES = 100;

    private static final Duration ENTRY_WINDOW = Duration.ofHours(1);

    @Inject
    jakarta.enterprise.event.Event<AuditNote> trail;

    @Inject
    Clock clock;

    /** Throttled attempts may arrive at any rate: one log line per minute counts them. */
    private static final Duration WAIT_LOG_INTERVAL = Duration.ofMinutes(1);

    private Instant windowStart = Instant.MIN;
    private int entriesInWindow;
    private Instant waitLoggedAt = Instant.MIN;
    private long unloggedWaits;

    void signedIn(String name, String address) {
        LogEvent.SIGNED_IN.with("user", name).with("from", address).log();
        note(Kind.SIGN_IN, name, Messages.text("signin.audit.signedIn", address));
    }

    void signedOut(String name, String address) {
        LogEvent.SIGNED_OUT.with("user", name).with("from", address).log();
        note(Kind.SIGN_IN, name, Messages.text("signin.audit.signedOut", address));
    }

    /** Omits the user name as typed: people type their password into that field. */
    void refused(String address) {
        LogEvent.SIGN_IN_REFUSED.with("from", address).log();
        noteAnonymous(Messages.text("signin.audit.refused", address));
    }

    void throttled(String address) {
        long others;
        synchronized (this) {
            Instant now = clock.instant();
            if (now.isBefore(waitLoggedAt.plus(WAIT_LOG_INTERVAL))) {
                unloggedWaits++;
                return;
            }
            waitLoggedAt = now;
            others = unloggedWaits;
            unloggedWaits = 0;
        }
        LogEvent.SIGN_IN_WAITS.with("from", address).with("others", others).log();
        noteAnonymous(Messages.text("signin.audit.throttled", address));
    }

    /** @param how the end of a sentence: how the password was set */
    void passwordSet(String name, String how) {
        LogEvent.PASSWORD_SET.with("user", name).with("how", how).log();
        note(Kind.CHANGE, name, Messages.text("signin.audit.passwordSet", how));
    }

    void wrongPresentPassword(String name, String address) {
        LogEvent.PRESENT_PASSWORD_WRONG.with("user", name).with("from", address).log();
        note(Kind.SIGN_IN, name, Messages.text("signin.audit.wrongPresent", address));
    }

    /** @param why the end of a sentence */
    void sessionsEnded(String name, int how, String why) {
        LogEvent.SESSIONS_ENDED
                .with("user", name)
                .with("sessions", how)
                .with("why", why)
                .log();
        note(Kind.SIGN_IN, name, Messages.text("signin.audit.ended", how, why));
    }

    /** @param action class and method of the denied call */
    void denied(String action) {
        LogEvent.NOT_ALLOWED.with("action", action).log();
        noteAnonymous(Messages.text("signin.audit.denied", action));
    }

    private void note(Kind kind, String who, String what) {
        trail.fire(new AuditNote(kind, who, what));
    }

    private void noteAnonymous(String what) {
        int kept = countEntry();
        if (kept <= MAX_ANONYMOUS_ENTRIES) {
            note(Kind.REFUSAL, anonymous(), what);
        } else if (kept == MAX_ANONYMOUS_ENTRIES + 1) {
            note(Kind.REFUSAL, anonymous(), Messages.text("signin.audit.more"));
        }
    }

    private static String anonymous() {
        return Messages.text("signin.audit.anonymous");
    }

    private synchronized int countEntry() {
        Instant now = clock.instant();
        if (!now.isBefore(windowStart.plus(ENTRY_WINDOW))) {
            windowStart = now;
            entriesInWindow = 0;
        }
        entriesInWindow = Math.min(entriesInWindow + 1, MAX_ANONYMOUS_ENTRIES + 2);
        return entriesInWindow;
    }
}
