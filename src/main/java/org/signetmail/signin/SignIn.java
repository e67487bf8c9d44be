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

/** Signs administrators in and out, with throttling and limits on hashing. */
@ApplicationScoped
public class SignIn {
    @Inject
    SecurityContext security;

    @Inject
    LoginThrottle throttle;

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
     * Outcome of an attempt.
     *
     * @param admitted whether the user is signed in
     * @param pause how long to wait before the next attempt; if not zero, this attempt was not checked
     * @param busy whether too many other attempts were in progress; this attempt was not checked then and does not
     * count
     */
    public record Answer(boolean admitted, Duration pause, boolean busy) {
        static final Answer WELCOME = new Answer(true, Duration.ZERO, false);
        static final Answer WRONG = new Answer(false, Duration.ZERO, false);
        static final Answer BUSY = new Answer(false, Duration.ZERO, true);
    }

    public Answer attempt(String name, String password, HttpServletRequest request, HttpServletResponse response) {
        client.warnAboutUnlistedProxy(request);
        ClientBucket clientBucket = knownBrowser
                .of(request)
                .map(ClientBucket::knownBrowser)
                .orElseGet(() -> ClientBucket.unknownBrowser(client.addressOf(request), client.of(request)));
        Duration wait = throttle.waitBeforeAttempt(clientBucket);
        if (!wait.isZero()) {
            audit.throttled(client.of(request));
            return new Answer(false, wait, false);
        }
        try (var permit = hashing.acquire(clientBucket.known())) {
            if (permit == null) {
                throttle.revoke(clientBucket);
                return Answer.BUSY;
            }
            if (isRight(name, password, request, response)) {
                throttle.succeeded(clientBucket);
                knownBrowser.remember(request, response);
                return Answer.WELCOME;
            }
        } catch (RuntimeException notChecked) {
            throttle.revoke(clientBucket); // A failure of the database uses up no attempt.
            throw notChecked;
        }
        audit.refused(client.of(request));
        return Answer.WRONG;
    }

    /** Renews the known-browser cookie, which a new password has invalidated. */
    public void rememberBrowser(HttpServletRequest request, HttpServletResponse response) {
        knownBrowser.remember(request, response);
    }

    private boolean isRight(String name, String password, HttpServletRequest request, HttpServletResponse response) {
        var typed = new UsernamePasswordCredential(name.strip().toLowerCase(Locale.ROOT), password);
        var status = security.authenticate(
                request, response, withParams().credential(typed).newAuthentication(true));
        return status == AuthenticationStatus.SUCCESS;
    }

    /** Ends the session and deletes its cookie, so that the sign-in page doesn't report an ended session. */
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
