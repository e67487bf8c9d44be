package org.signetmail.signin;

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
    LoginThrottle tries;

    @Inject
    AccessAudit audit;

    @Inject
    SessionValidation sessionValidation;

    @Inject
    HashingLimit hashing;

    @Inject
    ClientAddress client;

    @Inject
    KnownBrowser knownBrowser;

    @Inject
    SessionCookies cookies;

    @Inject
    Admission admission;

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
        ClientBucket clientBucket = knownBrowser
                .of(request)
                .map(ClientBucket::knownBrowser)
                .orElseGet(() -> ClientBucket.unknownBrowser(client.addressOf(request), client.of(request)));
        Duration wait = tries.waitBeforeTry(clientBucket);
        if (!wait.isZero()) {
            audit.waits(client.of(request));
            return new Answer(false, wait, false);
        }
        try (var permit = hashing.acquire(clientBucket.known())) {
            if (permit == null) {
                tries.wasNotMade(clientBucket);
                return Answer.BUSY;
            }
            if (isRight(name, password, request, response)) {
                tries.wasRight(clientBucket);
                knownBrowser.remember(request, response);
                return Answer.WELCOME;
            }
        } catch (RuntimeException notLookedAt) {
            tries.wasNotMade(clientBucket); // The database is away: no try is used up by that.
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
        admission.takeBack();
        var session = request.getSession(false);
        sessionValidation.end(request);
        request.logout();
        if (session != null) {
            session.invalidate();
        }
        cookies.endSession(request, response);
    }
}
