package org.signetmail.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Gives a form without a valid CSP nonce, and every request to the error page, a new one: PrimeFaces would fail without
 * it. Behind the filter that bounds the body, since it reads the parameters.
 */
public class FallbackNonceFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest withNonce = request.getDispatcherType() == DispatcherType.ERROR
                ? FallbackNonceRequest.forErrorPage(request)
                : FallbackNonceRequest.wrapIfNeeded(request);
        chain.doFilter(withNonce, response);
    }
}
