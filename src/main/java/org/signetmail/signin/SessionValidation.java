package org.signetmail.signin;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.signetmail.text.Messages;

/**
 * Validates sessions: a session is valid from sign-in until sign-out, until its owner ends it elsewhere, or until its
 * maximum age.
 */
@ApplicationScoped
class SessionValidation {
    /** A session that was ended on another node stays valid for at most this long. */
    static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    private static final Duration DATABASE_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration DATABASE_RETRY_INTERVAL = Duration.ofSeconds(10);

    @Inject
    AdminSessions sessions;

    @Inject
    SessionLength length;

    @Inject
    AccessAudit audit;

    @Inject
    ClientAddress client;

    @Inject
    Clock clock;

    @Resource
    ManagedExecutorService executor;

    private volatile Instant databaseAwayUntil = Instant.MIN;

    void begin(HttpServletRequest request, String name) {
        HttpSession session = request.getSession();
        if (!session.isNew()) {
            request.changeSessionId(); // Against session fixation.
        }
        // Anonymous sessions have a shorter timeout: see AnonymousSessionTimeout.
        session.setMaxInactiveInterval(
                Math.toIntExact(Duration.ofMinutes(request.getServletContext().getSessionTimeout())
                        .toSeconds()));
        Instant now = clock.instant();
        SignedIn.in(session).ifPresent(former -> sessions.end(former.session()));
        new SignedIn(name, sessions.begin(name, client.of(request)), now, now).storeIn(session);
        audit.signedIn(name, client.of(request));
    }

    /** Returns the name of the signed-in user; invalidates a session that has ended. */
    Optional<String> name(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        try {
            Optional<SignedIn> signedIn = SignedIn.in(session);
            if (signedIn.isEmpty()) {
                return Optional.empty();
            }
            if (isValid(session, signedIn.get())) {
                return Optional.of(signedIn.get().name());
            }
            session.invalidate();
        } catch (IllegalStateException alreadyInvalid) {
            // Another request of the same browser invalidated it.
        }
        return Optional.empty();
    }

    private boolean isValid(HttpSession session, SignedIn signedIn) {
        Instant now = clock.instant();
        if (!now.isBefore(signedIn.beganAt().plus(length.max()))) {
            deleteRow(signedIn);
            audit.sessionsEnded(
                    signedIn.name(),
                    1,
                    Messages.text("signin.by.age", length.max().toHours()));
            return false;
        }
        if (now.isBefore(signedIn.checkedAt().plus(CHECK_INTERVAL)) && !now.isBefore(signedIn.checkedAt())) {
            return true;
        }
        signedIn.checkedAt(now).storeIn(session);
        return isOpen(signedIn.session(), now);
    }

    /**
     * Treats the session as open if the database doesn't respond: it can't be ended at the moment, and it allows
     * nothing, since every page needs the database. The wait is limited to a second, and skipped for a while after a
     * failure, so that the page can report the failure soon.
     */
    private boolean isOpen(String id, Instant now) {
        if (now.isBefore(databaseAwayUntil)) {
            return true;
        }
        try {
            return queryIsOpen(id).get(DATABASE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException away) {
            databaseAwayUntil = now.plus(DATABASE_RETRY_INTERVAL);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    Future<Boolean> queryIsOpen(String id) {
        return executor.submit(() -> sessions.isOpen(id));
    }

    /** Deletes the session's row and audits the sign-out. */
    void end(HttpServletRequest request) {
        SignedIn.in(request.getSession(false)).ifPresent(signedIn -> {
            deleteRow(signedIn);
            audit.signedOut(signedIn.name(), client.of(request));
        });
    }

    private void deleteRow(SignedIn signedIn) {
        try {
            sessions.end(signedIn.session());
        } catch (RuntimeException away) {
            // The web session ends anyway, and the row expires.
        }
    }
}
