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
 * Creates all cookies of Signet by the same rule: SameSite=Lax, HttpOnly, limited to its path, and where https is
 * required with a name prefix that browsers accept by https only (RFC 6265bis section 4.1.3). {@code __Host-} requires
 * the path {@code /}; for other paths the prefix is {@code __Secure-}.
 */
@ApplicationScoped
public class SessionCookies {
    /**
     * Name of the session cookie. Cookies are shared across ports, and another server on this host may use JSESSIONID.
     */
    static final String SESSION = "SIGNET";

    /** Lifetime of a cookie that ends with the browser. */
    public static final Duration UNTIL_BROWSER_ENDS = Duration.ofSeconds(-1);

    @Inject
    Https https;

    @Inject
    ClientAddress client;

    /**
     * Sets name and Secure attribute of the session cookie if https is required. Otherwise web.xml applies, and some
     * servers set Secure according to the request.
     */
    void configureSession(ServletContext application) {
        if (https.isRequired()) {
            var session = application.getSessionCookieConfig();
            session.setName(name(SESSION, application.getContextPath()));
            session.setSecure(true);
        }
    }

    /** Returns the value of a cookie, empty if the browser sent none. The name has no prefix. */
    public Optional<String> read(HttpServletRequest request, String name) {
        Cookie[] sent = request.getCookies();
        String wanted = name(name, request.getContextPath());
        return Stream.of(sent == null ? new Cookie[0] : sent)
                .filter(cookie -> cookie.getName().equals(wanted))
                .findFirst()
                .map(Cookie::getValue);
    }

    /**
     * Sets a cookie.
     *
     * @param name without prefix
     * @param lifetime how long the browser keeps it
     */
    public void add(
            HttpServletRequest request, HttpServletResponse response, String name, String value, Duration lifetime) {
        response.addCookie(cookie(request, name, value, path(request), lifetime));
    }

    /**
     * Whether the browser will reject the cookies of this response because they require https and the request came by
     * http. Behind an untrusted TLS-terminating proxy, the presence of {@code Sec-Fetch-Site} shows https: browsers
     * send it by https only (W3C Fetch Metadata).
     */
    public boolean areRejectedBy(HttpServletRequest request) {
        return https.isRequired() && !client.isHttps(request) && request.getHeader("Sec-Fetch-Site") == null;
    }

    /** Deletes the session cookie. */
    void endSession(HttpServletRequest request, HttpServletResponse response) {
        // With exactly the server's path: with another one it would be another cookie.
        String path = request.getContextPath().isEmpty() ? "/" : request.getContextPath();
        response.addCookie(cookie(request, SESSION, "", path, Duration.ZERO));
    }

    private Cookie cookie(HttpServletRequest request, String name, String value, String path, Duration lifetime) {
        var cookie = new Cookie(name(name, request.getContextPath()), value);
        cookie.setPath(path);
        cookie.setHttpOnly(true);
        cookie.setSecure(https.isRequired() || client.isHttps(request));
        cookie.setAttribute("SameSite", "Lax");
        cookie.setMaxAge(Math.toIntExact(lifetime.toSeconds()));
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
