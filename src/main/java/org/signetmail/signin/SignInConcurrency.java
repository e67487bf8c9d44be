package org.signetmail.signin;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many sign-ins are under way at once. What comes beyond gets a still page at once, by 429 (RFC 6585 section 4), and
 * costs neither a thread that waits nor the drawing of the sign-in page.
 *
 * <p>Browsers that have signed in before have places of their own, so that strangers can't take them all.
 */
public class SignInConcurrency extends HttpFilter {
    static final int AT_ONCE = 8;
    static final String PAGE = "/WEB-INF/too-many-sign-ins.html";

    private static final long serialVersionUID = 1L;
    private static final String SECONDS_TO_WAIT = "5";

    private final transient Semaphore places = new Semaphore(AT_ONCE);
    private final transient Semaphore placesOfKnownBrowsers = new Semaphore(AT_ONCE);

    @Inject
    transient KnownBrowser knownBrowser;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!request.getMethod().equals("POST")) {
            chain.doFilter(request, response);
            return;
        }
        request.getParameter("user"); // Reads the whole form: who sends it slowly holds no place meanwhile.
        Semaphore place = free(request);
        if (place == null) {
            refuse(response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            place.release();
        }
    }

    /** The cookie is looked at only if it makes a difference. */
    private @Nullable Semaphore free(HttpServletRequest request) {
        if (places.tryAcquire()) {
            return places;
        }
        return knownBrowser.of(request).isPresent() && placesOfKnownBrowsers.tryAcquire()
                ? placesOfKnownBrowsers
                : null;
    }

    void refuse(HttpServletResponse response) throws IOException {
        response.setStatus(429);
        response.setHeader("Retry-After", SECONDS_TO_WAIT);
        response.setContentType("text/html;charset=UTF-8");
        try (var page = getServletContext().getResourceAsStream(PAGE)) {
            page.transferTo(response.getOutputStream());
        }
    }
}
