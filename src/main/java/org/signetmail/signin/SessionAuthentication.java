package org.signetmail.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;

/**
 * Authenticates every request by its session, and redirects anonymous clients to the sign-in page.
 *
 * <p>Jakarta Security's custom form is not used: it copies the whole request into the session to replay it after
 * sign-in, including a client secret that was sent after the session had ended. Signet keeps only the page's path, in
 * the address of the sign-in page.
 */
@ApplicationScoped
class SessionAuthentication implements HttpAuthenticationMechanism {
    static final String SIGN_IN_PAGE = "/sign-in.xhtml";

    @Inject
    IdentityStoreHandler stores;

    @Inject
    SessionValidation sessionValidation;

    @Inject
    Https https;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        var credential = context.getAuthParameters().getCredential();
        if (context.isAuthenticationRequest() && credential != null) {
            var result = stores.validate(credential);
            if (result.getStatus() == CredentialValidationResult.Status.VALID) {
                sessionValidation.begin(request, result.getCallerPrincipal().getName());
            }
            return context.notifyContainerAboutLogin(result);
        }
        Optional<String> caller = sessionValidation.name(request);
        if (caller.isPresent()) {
            return context.notifyContainerAboutLogin(caller.get(), Set.of(Administrators.ROLE));
        }
        return context.isProtected() ? redirectToSignIn(request, response) : context.doNothing();
    }

    private AuthenticationStatus redirectToSignIn(HttpServletRequest request, HttpServletResponse response) {
        String address = request.getServletContext().getContextPath() + SIGN_IN_PAGE + "?to="
                + ReturnPath.of(request).asParameter() + (hadSession(request) ? "&ended" : "");
        SecurityHeadersFilter.setHeaders(request, response); // The container calls this before any filter.
        https.addHeader(response);
        try {
            if ("partial/ajax".equals(request.getHeader("Faces-Request"))) {
                redirectByAjax(response, address);
                response.flushBuffer();
            } else if (request.getMethod().equals("GET")) {
                LocalRedirects.send(request, response, address);
            } else {
                // 303, not 302: the form must not be sent again, to the sign-in page.
                LocalRedirects.send(request, response, address, HttpServletResponse.SC_SEE_OTHER);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The browser closed the connection.", e);
        }
        return AuthenticationStatus.SEND_CONTINUE;
    }

    private static boolean hadSession(HttpServletRequest request) {
        return request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid();
    }

    /**
     * Writes a partial-response (Jakarta Faces 4.0): the page's script ignores HTML, and the page would stay as it is.
     */
    private static void redirectByAjax(HttpServletResponse response, String address) throws IOException {
        response.setContentType("text/xml;charset=UTF-8");
        response.getWriter()
                .write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<partial-response><redirect url=\""
                        + address.replace("&", "&amp;") + "\"></redirect></partial-response>");
    }
}
