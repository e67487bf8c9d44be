package org.signetmail.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Answers a redirect with a path, and never with a host: the browser knows by which scheme and host it came. A container would
 * make a whole address of it, from what the request says of its host; behind a proxy that ends TLS this is an http address, or
 * one that only the proxy can reach.
 *
 * <p>{@code Host}, {@code X-Forwarded-Host} and their like are not read, so none of them can lead elsewhere.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.2">RFC 9110 section 10.2.2</a>
 */
final class LocalRedirects extends HttpServletResponseWrapper {
    private static final Pattern AUTHORITY = Pattern.compile("^(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#\\\\]*");

    /** Browsers read a backslash as a slash, and two of these at the beginning as the sign of a host. */
    private static final Pattern LEADING_SLASHES = Pattern.compile("^[/\\\\]+");

    /** What a URI may have (RFC 3986 section 2), a stray percent sign included. */
    private static final Pattern OF_A_URI = Pattern.compile("[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%-]+");

    private final HttpServletRequest request;
    private final HttpServletResponse response;

    LocalRedirects(HttpServletRequest request, HttpServletResponse response) {
        super(response);
        this.request = request;
        this.response = response;
    }

    /** Leads a browser on, by 302. */
    static void send(HttpServletRequest request, HttpServletResponse response, String location) throws IOException {
        send(request, response, location, HttpServletResponse.SC_FOUND);
    }

    /**
     * Leads a browser on.
     *
     * @param location a path with the context path, or relative to the page that was asked for; a host in it is left out
     * @throws IllegalStateException if an answer has begun already
     */
    static void send(HttpServletRequest request, HttpServletResponse response, String location, int status)
            throws IOException {
        response.resetBuffer();
        response.setStatus(status);
        response.setHeader("Location", path(request, location));
        response.flushBuffer();
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        send(request, response, location);
    }

    /** Jakarta Servlet 6.1 has this one besides; it is no override where Signet is compiled. */
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        send(request, response, location, status);
    }

    static String path(HttpServletRequest request, String location) {
        String context = request.getServletContext().getContextPath();
        String path = AUTHORITY.matcher(location).replaceFirst("");
        if (path.length() < location.length() && !path.startsWith("/")) {
            path = "/" + path;
        } else if (path.isEmpty() || path.startsWith("?") || path.startsWith("#")) {
            path = request.getRequestURI() + path;
        } else if (!LEADING_SLASHES.matcher(path).lookingAt()) {
            String page = request.getRequestURI();
            path = page.substring(0, page.lastIndexOf('/') + 1) + path;
        }
        path = LEADING_SLASHES.matcher(path).replaceFirst("/");
        return path.startsWith("/") && OF_A_URI.matcher(path).matches() ? path : context + "/";
    }
}
