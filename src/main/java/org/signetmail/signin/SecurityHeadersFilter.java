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
 * Tells the browser what our pages never do: stand in another site's frame, tell where the visitor came from, lie in a
 * cache. Lets no redirect say a host ({@link LocalRedirects}), and refuses what no page of ours sends before anything of it is
 * read ({@link RequestRules}).
 *
 * <p>Which scripts may run is PrimeFaces' own header (see web.xml), with a nonce for each answer. A browser obeys both.
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
        setOn(request, response);
        https.addHeader(response);
        var answer = new LocalRedirects(request, response);
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            chain.doFilter(FallbackNonceRequest.ofErrorPage(request), answer);
            return;
        }
        Optional<Refusal> refusal = RequestRules.refusalOf(request);
        HttpServletRequest counted = request;
        if (refusal.isEmpty()) {
            Optional<HttpServletRequest> body = BoundedBodyRequest.of(request, RequestRules.most(request));
            counted = body.orElse(request);
            refusal =
                    body.isEmpty() ? Optional.of(RequestRules.tooLarge(request)) : RequestRules.refusalOfForm(counted);
        }
        if (refusal.isPresent()) {
            refuse(request, response, refusal.get());
        } else {
            chain.doFilter(FallbackNonceRequest.where(counted), answer);
        }
    }

    /** For every answer, also those that are given before any filter. */
    static void setOn(HttpServletRequest request, HttpServletResponse response) {
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

    /** In plain text and not on the error page: no page is drawn for who floods the server, and nothing is read. */
    private void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        refusals.note(refusal, client.of(request));
        response.setStatus(refusal.status());
        if (refusal.status() == HttpServletResponse.SC_METHOD_NOT_ALLOWED) {
            response.setHeader("Allow", "POST");
        } else {
            // What is still to come of the body is not read (RFC 9110 section 15.5.14).
            response.setHeader("Connection", "close");
        }
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(refusal.words());
        response.flushBuffer();
    }
}
