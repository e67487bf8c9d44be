package org.signetmail.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.signetmail.text.Messages;

/**
 * An administrator's own account: change the password, list its sessions and end them. Each change requires the present
 * password, throttled like sign-in (OWASP ASVS 5.0, 6.2.2, 6.2.3, 7.4.3, 7.5.2).
 */
@ApplicationScoped
public class OwnAccount {
    @Inject
    Administrators administrators;

    @Inject
    AdminSessions sessions;

    @Inject
    LoginThrottle throttle;

    @Inject
    FirstRun firstRun;

    @Inject
    AccessAudit audit;

    @Inject
    SessionLength length;

    @Inject
    ClientAddress client;

    /**
     * Outcome of a change.
     *
     * @param done false if the present password was wrong or was not checked
     * @param pause how long to wait before the next attempt; if not zero, this attempt was not checked
     * @param endedSessions number of other sessions that were ended
     */
    public record Answer(boolean done, Duration pause, int endedSessions) {
        static Answer done(int endedSessions) {
            return new Answer(true, Duration.ZERO, endedSessions);
        }

        static Answer refused(Duration pause) {
            return new Answer(false, pause, 0);
        }
    }

    /**
     * A session of the account.
     *
     * @param seenAt time of last use, to the minute
     * @param present whether it is the session of this request
     */
    public record OpenSession(String address, Instant beganAt, Instant seenAt, boolean present) {}

    /**
     * Changes the password, ends all other sessions and changes the id of this one.
     *
     * @throws IllegalArgumentException if {@link FirstRun#refusal} refuses the new password
     * @throws IllegalStateException if the operator sets the password: the next start would undo the change
     */
    public Answer changePassword(String present, String wanted, HttpServletRequest request) {
        if (firstRun.isSetByOperator()) {
            throw new IllegalStateException("The operator sets the password.");
        }
        firstRun.refusal(wanted, request.getServerName()).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        SignedIn currentSession = currentSession(request);
        Answer confirmation = confirm(present, currentSession, request);
        if (!confirmation.done()) {
            return confirmation;
        }
        // In this order: if the database fails in between, no session outlives its password.
        int ended = endOthers(currentSession, Messages.text("signin.by.newPassword"));
        administrators.setPassword(wanted);
        audit.passwordSet(currentSession.name(), Messages.text("signin.by.changePassword"));
        request.changeSessionId();
        return Answer.done(ended);
    }

    /** Ends all sessions of the account but this one, on all nodes. */
    public Answer endOtherSessions(String present, HttpServletRequest request) {
        SignedIn currentSession = currentSession(request);
        Answer confirmation = confirm(present, currentSession, request);
        return confirmation.done()
                ? Answer.done(endOthers(currentSession, Messages.text("signin.by.endOthers")))
                : confirmation;
    }

    public List<OpenSession> sessions(HttpServletRequest request) {
        SignedIn currentSession = currentSession(request);
        return sessions.open(currentSession.name()).stream()
                .map(session -> new OpenSession(
                        session.address(),
                        session.beganAt(),
                        session.seenAt(),
                        session.id().equals(currentSession.session())))
                .toList();
    }

    public Duration longestSession() {
        return length.max();
    }

    private Answer confirm(String present, SignedIn currentSession, HttpServletRequest request) {
        String address = client.of(request);
        ClientBucket clientBucket = ClientBucket.signedIn(currentSession.session());
        Duration wait = throttle.waitBeforeAttempt(clientBucket);
        if (!wait.isZero()) {
            audit.throttled(address);
            return Answer.refused(wait);
        }
        String stored = administrators.passwordHashOf(currentSession.name()).orElse(PasswordHash.UNKNOWN_USER);
        if (!PasswordHash.matches(present, stored)) {
            audit.wrongPresentPassword(currentSession.name(), address);
            return Answer.refused(Duration.ZERO);
        }
        throttle.succeeded(clientBucket);
        return Answer.done(0);
    }

    private int endOthers(SignedIn currentSession, String why) {
        int ended = sessions.endOthers(currentSession.name(), currentSession.session());
        audit.sessionsEnded(currentSession.name(), ended, why);
        return ended;
    }

    private static SignedIn currentSession(HttpServletRequest request) {
        return SignedIn.in(request.getSession(false)).orElseThrow(() -> new NotAnAdministrator("OwnAccount"));
    }
}
