package org.signetmail.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Sends redirects with a path and without a host: the browser keeps its own scheme and host. A container would build an
 * absolute URL from the host of the request; behind a TLS-terminating proxy that is an http URL, or one that only the
 * proxy can reach.
 *
 * <p>{@code Host}, {@code X-Forwarded-Host} and similar headers are not read, so none of them can redirect to another
 * host.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.2">RFC 9110 section 10.2.2</a>
 */
final class LocalRedirects extends HttpServletResponseWrapper {
    private static final Pattern AUTHORITY = Pattern.compile("^(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#\\\\]*");

    /** Browsers treat a backslash as a slash, and two slashes at the beginning as the start of a host. */
    private static final Pattern LEADING_SLASHES = Pattern.compile("^[/\\\\]+");

    /** The characters of a URI (RFC 3986 section 2), including a stray percent sign. */
    private static final Pattern URI_CHARACTERS = Pattern.compile("[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%-]+");

    private final HttpServletRequest request;
    private final HttpServletResponse response;

    LocalRedirects(HttpServletRequest request, HttpServletResponse response) {
        super(response);
        this.request = request;
        this.response = response;
    }

    /** Redirects with status 302. */
    static void send(HttpServletRequest request, HttpServletResponse response, String location) throws IOException {
        send(request, response, location, HttpServletResponse.SC_FOUND);
    }

    /**
     * Redirects with the given status.
     *
     * @param location a path with the context path, or relative to the requested page; a host in it is removed
     * @throws IllegalStateException if the response is already committed
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

    /** Overrides a method of Jakarta Servlet 6.1; the API version that Signet compiles against lacks it. */
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
        return path.startsWith("/") && URI_CHARACTERS.matcher(path).matches() ? path : context + "/";
    }
}
