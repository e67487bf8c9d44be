package org.signetmail.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The one rule for all cookies of Signet: for this site and no script, for its own path, and where https is required with a name
 * that browsers take by https alone (RFC 6265bis section 4.1.3). {@code __Host-} is for path {@code /}, so elsewhere the name
 * begins with {@code __Secure-}.
 */
@ApplicationScoped
public class SessionCookies {
    /** A name of our own: cookies don't know ports, and another server on this host may use JSESSIONID. */
    static final String SESSION = "SIGNET";

    /** A cookie that ends with the browser. */
    public static final Duration UNTIL_BROWSER_ENDS = Duration.ofSeconds(-1);

    @Inject
    Https https;

    @Inject
    ClientAddress client;

    /**
     * Names and marks the session's cookie. Without required https it is as web.xml says, and Secure follows the request where the
     * server does that.
     */
    void configureSession(ServletContext application) {
        if (https.isRequired()) {
            var session = application.getSessionCookieConfig();
            session.setName(name(SESSION, application.getContextPath()));
            session.setSecure(true);
        }
    }

    /** The value of the cookie with this name, without prefix; empty where the browser sent none. */
    public Optional<String> read(HttpServletRequest request, String name) {
        Cookie[] sent = request.getCookies();
        String wanted = name(name, request.getContextPath());
        return Stream.of(sent == null ? new Cookie[0] : sent)
                .filter(cookie -> cookie.getName().equals(wanted))
                .findFirst()
                .map(Cookie::getValue);
    }

    /**
     * Gives the browser a cookie.
     *
     * @param name without prefix
     * @param life how long the browser keeps it
     */
    public void add(
            HttpServletRequest request, HttpServletResponse response, String name, String value, Duration life) {
        response.addCookie(cookie(request, name, value, path(request), life));
    }

    /**
     * Whether the browser will leave the cookies of this answer because they are for https, and it came by http. Where the proxy
     * that ends TLS is not trusted, that is seen by {@code Sec-Fetch-Site}, which browsers send by https only (W3C Fetch Metadata).
     */
    public boolean areLeftBy(HttpServletRequest request) {
        return https.isRequired() && !client.isHttps(request) && request.getHeader("Sec-Fetch-Site") == null;
    }

    /** Takes the session's cookie back. */
    void endSession(HttpServletRequest request, HttpServletResponse response) {
        // With the very path that the server gives it, or it is another cookie to the browser.
        String path = request.getContextPath().isEmpty() ? "/" : request.getContextPath();
        response.addCookie(cookie(request, SESSION, "", path, Duration.ZERO));
    }

    private Cookie cookie(HttpServletRequest request, String name, String value, String path, Duration life) {
        var cookie = new Cookie(name(name, request.getContextPath()), value);
        cookie.setPath(path);
        cookie.setHttpOnly(true);
        cookie.setSecure(https.isRequired() || client.isHttps(request));
        cookie.setAttribute("SameSite", "Lax");
        cookie.setMaxAge(Math.toIntExact(life.toSeconds()));
        return cookie;
    }

    private String name(String plain, String contextPath) {
        if (!https.isRequired()) {
            return plain;
        }
        return (contextPath.isEmpty() ? "__Host-" : "__Secure-") + plain;
    }

    private static String path(HttpServletRequest request) {
        return request.getContextPath() + "/";
    }
}
