package org.signetmail.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What signed-in administrators do with their own account: change the password, look at its sessions and end them. Each change
 * asks for the present password once more, as often as a sign-in may be tried (OWASP ASVS 5.0, 6.2.2, 6.2.3, 7.4.3, 7.5.2).
 */
@ApplicationScoped
public class OwnAccount {
    @Inject
    Administrators administrators;

    @Inject
    AdminSessions sessions;

    @Inject
    LoginThrottle tries;

    @Inject
    FirstRun firstRun;

    @Inject
    AccessAudit audit;

    @Inject
    SessionLength length;

    @Inject
    ClientAddress client;

    /**
     * What came of it.
     *
     * @param done false where the present password was wrong, or was not looked at
     * @param pause how long the next try must wait; this one wasn't looked at unless it is zero
     * @param endedSessions how many other sessions were open until now
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
     * @param seenAt when it was used last, on the minute
     * @param present whether it is the one of this request
     */
    public record OpenSession(String address, Instant beganAt, Instant seenAt, boolean present) {}

    /**
     * Changes the password, ends all other sessions and gives this one a new id.
     *
     * @throws IllegalArgumentException if the new password is refused, which {@link FirstRun#refusal} says beforehand
     * @throws IllegalStateException if the operator sets the password: the change would not outlast the next start
     */
    public Answer changePassword(String present, String wanted, HttpServletRequest request) {
        if (firstRun.isSetByOperator()) {
            throw new IllegalStateException("The operator sets the password.");
        }
        firstRun.refusal(wanted, request.getServerName()).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        SignedIn own = own(request);
        Answer proof = prove(present, own, request);
        if (!proof.done()) {
            return proof;
        }
        // In this order: where the database goes away in between, no session outlasts its password.
        int ended = endOthers(own, "by a new password");
        administrators.setPassword(wanted);
        audit.passwordSet(own.name(), "by “Change password”");
        request.changeSessionId();
        return Answer.done(ended);
    }

    /** Ends all sessions of the account but this one, on all nodes. */
    public Answer endOtherSessions(String present, HttpServletRequest request) {
        SignedIn own = own(request);
        Answer proof = prove(present, own, request);
        return proof.done() ? Answer.done(endOthers(own, "by “End all other sessions”")) : proof;
    }

    public List<OpenSession> sessions(HttpServletRequest request) {
        SignedIn own = own(request);
        return sessions.open(own.name()).stream()
                .map(session -> new OpenSession(
                        session.address(),
                        session.beganAt(),
                        session.seenAt(),
                        session.id().equals(own.session())))
                .toList();
    }

    public Duration longestSession() {
        return length.longest();
    }

    private Answer prove(String present, SignedIn own, HttpServletRequest request) {
        String address = client.of(request);
        ClientBucket clientBucket = ClientBucket.signedIn(own.session());
        Duration wait = tries.waitBeforeTry(clientBucket);
        if (!wait.isZero()) {
            audit.waits(address);
            return Answer.refused(wait);
        }
        String stored = administrators.passwordHashOf(own.name()).orElse(PasswordHash.NOBODYS);
        if (!PasswordHash.fits(present, stored)) {
            audit.presentPasswordWrong(own.name(), address);
            return Answer.refused(Duration.ZERO);
        }
        tries.wasRight(clientBucket);
        return Answer.done(0);
    }

    private int endOthers(SignedIn own, String why) {
        int ended = sessions.endOthers(own.name(), own.session());
        audit.sessionsEnded(own.name(), ended, why);
        return ended;
    }

    private static SignedIn own(HttpServletRequest request) {
        return SignedIn.in(request.getSession(false)).orElseThrow(() -> new NotAnAdministrator("OwnAccount"));
    }
}
