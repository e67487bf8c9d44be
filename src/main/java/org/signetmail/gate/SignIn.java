package org.signetmail.gate;

import static jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters.withParams;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
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

    /**
     * What came of a try.
     *
     * @param admitted whether the visitor is signed in now
     * @param pause how long the next try must wait; this one wasn't looked at unless it is zero
     */
    public record Answer(boolean admitted, Duration pause) {
        static final Answer WELCOME = new Answer(true, Duration.ZERO);
        static final Answer WRONG = new Answer(false, Duration.ZERO);
    }

    public Answer attempt(String name, String password, HttpServletRequest request, HttpServletResponse response) {
        String caller = name.strip().toLowerCase(Locale.ROOT);
        var visitor = new TryLimit.Visitor(caller, request.getRemoteAddr());
        Duration wait = tries.waitBeforeTry(visitor);
        if (!wait.isZero()) {
            audit.waits(visitor.address());
            return new Answer(false, wait);
        }
        var typed = new UsernamePasswordCredential(caller, password);
        var status = security.authenticate(
                request, response, withParams().credential(typed).newAuthentication(true));
        if (status == AuthenticationStatus.SUCCESS) {
            tries.wasRight(visitor);
            return Answer.WELCOME;
        }
        audit.refused(visitor.address());
        return Answer.WRONG;
    }

    /** Ends the session, and takes its cookie back so that the next visit isn't told of a session that ended. */
    public void end(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        var session = request.getSession(false);
        presence.end(request);
        request.logout();
        if (session != null) {
            session.invalidate();
        }
        var config = request.getServletContext().getSessionCookieConfig();
        var cookie = new Cookie(config.getName() == null ? "JSESSIONID" : config.getName(), "");
        cookie.setPath(request.getContextPath().isEmpty() ? "/" : request.getContextPath());
        cookie.setHttpOnly(true);
        cookie.setMaxAge(0);
        response.addCookie(cookie);
    }
}
