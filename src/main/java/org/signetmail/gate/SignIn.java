package org.signetmail.gate;

import static jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters.withParams;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;

/** The door itself: opens for the right password, closes again at sign-out. */
@ApplicationScoped
public class SignIn {
    @Inject
    SecurityContext security;

    @Inject
    TryLimit tries;

    @Inject
    AccessAudit audit;

    @Inject
    Presence presence;

    @Inject
    HashingLimit hashing;

    @Inject
    ClientAddress client;

    @Inject
    KnownBrowser knownBrowser;

    @Inject
    SafeCookies cookies;

    /**
     * What came of a try.
     *
     * @param admitted whether the visitor is signed in now
     * @param pause how long the next try must wait; this one wasn't looked at unless it is zero
     * @param busy whether too many others were trying; this one wasn't looked at then, and does not count
     */
    public record Answer(boolean admitted, Duration pause, boolean busy) {
        static final Answer WELCOME = new Answer(true, Duration.ZERO, false);
        static final Answer WRONG = new Answer(false, Duration.ZERO, false);
        static final Answer BUSY = new Answer(false, Duration.ZERO, true);
    }

    public Answer attempt(String name, String password, HttpServletRequest request, HttpServletResponse response) {
        client.warnOfUnlistedProxy(request);
        Caller caller = knownBrowser
                .of(request)
                .map(Caller::knownBrowser)
                .orElseGet(() -> Caller.stranger(client.addressOf(request), client.of(request)));
        Duration wait = tries.waitBeforeTry(caller);
        if (!wait.isZero()) {
            audit.waits(client.of(request));
            return new Answer(false, wait, false);
        }
        try (var permit = hashing.acquire(caller.known())) {
            if (permit == null) {
                tries.wasNotMade(caller);
                return Answer.BUSY;
            }
            if (isRight(name, password, request, response)) {
                tries.wasRight(caller);
                knownBrowser.remember(request, response);
                return Answer.WELCOME;
            }
        } catch (RuntimeException notLookedAt) {
            tries.wasNotMade(caller); // The database is away: no try is used up by that.
            throw notLookedAt;
        }
        audit.refused(client.of(request));
        return Answer.WRONG;
    }

    /** The present browser has signed in before: also after the password that it was known by is changed. */
    public void rememberBrowser(HttpServletRequest request, HttpServletResponse response) {
        knownBrowser.remember(request, response);
    }

    private boolean isRight(String name, String password, HttpServletRequest request, HttpServletResponse response) {
        var typed = new UsernamePasswordCredential(name.strip().toLowerCase(Locale.ROOT), password);
        var status = security.authenticate(
                request, response, withParams().credential(typed).newAuthentication(true));
        return status == AuthenticationStatus.SUCCESS;
    }

    /** Ends the session, and takes its cookie back so that the next visit isn't told of a session that ended. */
    public void end(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        var session = request.getSession(false);
        presence.end(request);
        request.logout();
        if (session != null) {
            session.invalidate();
        }
        cookies.endSession(request, response);
    }
}
