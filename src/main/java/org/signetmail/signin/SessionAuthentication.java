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
 * Looks at every request: knows who is signed in, and shows everybody else to the sign-in page.
 *
 * <p>Not Jakarta Security's custom form: that one copies the whole request into the session to repeat it after sign-in,
 * so a client secret typed just when the session had ended would lie there. We remember the page's path alone, in the
 * address of the sign-in page.
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
        return context.isProtected() ? showToSignIn(request, response) : context.doNothing();
    }

    private AuthenticationStatus showToSignIn(HttpServletRequest request, HttpServletResponse response) {
        String address = request.getServletContext().getContextPath() + SIGN_IN_PAGE + "?to="
                + ReturnPath.of(request).asParameter() + (hadSession(request) ? "&ended" : "");
        SecurityHeadersFilter.setOn(request, response); // The container asks here before any filter.
        https.addHeader(response);
        try {
            if ("partial/ajax".equals(request.getHeader("Faces-Request"))) {
                redirectByAjax(response, address);
                response.flushBuffer();
            } else if (request.getMethod().equals("GET")) {
                LocalRedirects.send(request, response, address);
            } else {
                // 303, not 302: whatever was sent must not be sent again to the sign-in page.
                LocalRedirects.send(request, response, address, HttpServletResponse.SC_SEE_OTHER);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The browser went away.", e);
        }
        return AuthenticationStatus.SEND_CONTINUE;
    }

    private static boolean hadSession(HttpServletRequest request) {
        return request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid();
    }

    /** Jakarta Faces 4.0, partial-response schema: a script that gets HTML instead would leave the page standing dead. */
    private static void redirectByAjax(HttpServletResponse response, String address) throws IOException {
        response.setContentType("text/xml;charset=UTF-8");
        response.getWriter()
                .write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<partial-response><redirect url=\""
                        + address.replace("&", "&amp;") + "\"></redirect></partial-response>");
    }
}
