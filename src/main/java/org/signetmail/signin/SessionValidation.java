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

/** Who is signed in, from sign-in until sign-out or until the session is ended: by its owner elsewhere, or by its age. */
@ApplicationScoped
class SessionValidation {
    /** A session that was ended on another node works for so long. */
    static final Duration GOOD_FOR = Duration.ofSeconds(1);

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(1);
    private static final Duration ASKED_AGAIN_AFTER = Duration.ofSeconds(10);

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

    private volatile Instant awayUntil = Instant.MIN;

    void begin(HttpServletRequest request, String name) {
        HttpSession session = request.getSession();
        if (!session.isNew()) {
            request.changeSessionId(); // Against session fixation.
        }
        // Strangers' sessions are short; see StrangerSessions.
        session.setMaxInactiveInterval(
                Math.toIntExact(Duration.ofMinutes(request.getServletContext().getSessionTimeout())
                        .toSeconds()));
        Instant now = clock.instant();
        SignedIn.in(session).ifPresent(former -> sessions.end(former.session()));
        new SignedIn(name, sessions.begin(name, client.of(request)), now, now).keepIn(session);
        audit.signedIn(name, client.of(request));
    }

    /** The name of the user who is signed in; a session that has ended is invalid afterwards. */
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
            if (goesOn(session, signedIn.get())) {
                return Optional.of(signedIn.get().name());
            }
            session.invalidate();
        } catch (IllegalStateException alreadyInvalid) {
            // Another request of the same browser was faster.
        }
        return Optional.empty();
    }

    private boolean goesOn(HttpSession session, SignedIn signedIn) {
        Instant now = clock.instant();
        if (!now.isBefore(signedIn.beganAt().plus(length.longest()))) {
            forget(signedIn);
            audit.sessionsEnded(signedIn.name(), 1, "after " + length.longest().toHours() + " hours");
            return false;
        }
        if (now.isBefore(signedIn.checkedAt().plus(GOOD_FOR)) && !now.isBefore(signedIn.checkedAt())) {
            return true;
        }
        signedIn.checkedAt(now).keepIn(session);
        return isOpen(signedIn.session(), now);
    }

    /**
     * Goes on where the database does not answer: the session can't be ended now, and nothing can be done in it, since every page
     * needs the database. The page is to say so soon, so it waits for a second only, and not again for a while.
     */
    private boolean isOpen(String id, Instant now) {
        if (now.isBefore(awayUntil)) {
            return true;
        }
        try {
            return asked(id).get(ANSWERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException away) {
            awayUntil = now.plus(ASKED_AGAIN_AFTER);
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    Future<Boolean> asked(String id) {
        return executor.submit(() -> sessions.isOpen(id));
    }

    /** At sign-out. */
    void end(HttpServletRequest request) {
        SignedIn.in(request.getSession(false)).ifPresent(signedIn -> {
            forget(signedIn);
            audit.signedOut(signedIn.name(), client.of(request));
        });
    }

    private void forget(SignedIn signedIn) {
        try {
            sessions.end(signedIn.session());
        } catch (RuntimeException away) {
            // The web session ends all the same, and the row by its age.
        }
    }
}
