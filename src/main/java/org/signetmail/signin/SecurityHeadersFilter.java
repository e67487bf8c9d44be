package org.signetmail.signin;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.signetmail.signin.RequestRules.Refusal;

/**
 * Sets the security headers of every response: no framing, no referrer, no caching. Removes the host from redirects
 * ({@link LocalRedirects}) and refuses requests that no page of Signet sends before reading them ({@link
 * RequestRules}).
 *
 * <p>PrimeFaces sets a second Content-Security-Policy for scripts (see web.xml), with a nonce per response. A browser
 * enforces both.
 */
public class SecurityHeadersFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String RESOURCES = "/jakarta.faces.resource/";

    @Inject
    transient RefusalLog refusals;

    @Inject
    transient Https https;

    @Inject
    transient ClientAddress client;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        setHeaders(request, response);
        https.addHeader(response);
        var answer = new LocalRedirects(request, response);
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            chain.doFilter(request, answer);
            return;
        }
        Optional<Refusal> refusal = RequestRules.refusalOf(request);
        HttpServletRequest bounded = request;
        if (refusal.isEmpty()) {
            Optional<HttpServletRequest> body = BoundedBodyRequest.of(request, RequestRules.maxBytes(request));
            bounded = body.orElse(request);
            refusal =
                    body.isEmpty() ? Optional.of(RequestRules.tooLarge(request)) : RequestRules.refusalOfForm(bounded);
        }
        if (refusal.isPresent()) {
            refuse(request, response, refusal.get());
        } else {
            chain.doFilter(bounded, answer);
        }
    }

    /** For every response, including those written before any filter runs. */
    static void setHeaders(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(
                "Content-Security-Policy",
                "frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action 'self'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        if (!request.getServletPath().startsWith(RESOURCES)) {
            response.setHeader("Cache-Control", "no-store");
        }
    }

    /**
     * Responds in plain text rather than with the error page: rendering a page would help a client that floods the
     * server.
     */
    private void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        refusals.note(refusal, client.of(request));
        response.setStatus(refusal.status());
        if (refusal.status() == HttpServletResponse.SC_METHOD_NOT_ALLOWED) {
            response.setHeader("Allow", "POST");
        } else {
            // The rest of the body is not read (RFC 9110 section 15.5.14).
            response.setHeader("Connection", "close");
        }
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(refusal.message());
        response.flushBuffer();
    }
}
