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
 * Limits concurrent sign-ins. Further ones get a static page with status 429 (RFC 6585 section 4) immediately, which
 * costs neither a waiting thread nor the rendering of the sign-in page.
 *
 * <p>Browsers that have signed in before have separate permits, so that unknown ones can't take them all.
 */
public class SignInConcurrency extends HttpFilter {
    static final int MAX_CONCURRENT = 8;
    static final String PAGE = "/WEB-INF/too-many-sign-ins.html";

    private static final long serialVersionUID = 1L;
    private static final String RETRY_AFTER_SECONDS = "5";

    private final transient Semaphore permits = new Semaphore(MAX_CONCURRENT);
    private final transient Semaphore knownBrowserPermits = new Semaphore(MAX_CONCURRENT);

    @Inject
    transient KnownBrowser knownBrowser;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!request.getMethod().equals("POST")) {
            chain.doFilter(request, response);
            return;
        }
        request.getParameter("user"); // Reads the whole form first: a slow sender holds no permit.
        Semaphore permit = tryAcquire(request);
        if (permit == null) {
            refuse(response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            permit.release();
        }
    }

    /** Checks the cookie only if no other permit is free. */
    private @Nullable Semaphore tryAcquire(HttpServletRequest request) {
        if (permits.tryAcquire()) {
            return permits;
        }
        return knownBrowser.of(request).isPresent() && knownBrowserPermits.tryAcquire() ? knownBrowserPermits : null;
    }

    void refuse(HttpServletResponse response) throws IOException {
        response.setStatus(429);
        response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        response.setContentType("text/html;charset=UTF-8");
        try (var page = getServletContext().getResourceAsStream(PAGE)) {
            page.transferTo(response.getOutputStream());
        }
    }
}
