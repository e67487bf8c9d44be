package org.signetmail.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A form submission with a new CSP nonce for the response, if the response is a whole page or the form has no valid
 * nonce.
 *
 * <p>PrimeFaces' script adds the page's nonce to each form, and PrimeFaces uses the same one for the response. A form
 * with a missing nonce (browser without scripts) or an invalid one would cause an exception of PrimeFaces instead of
 * its page, and the error page must work for any request. A client never chooses the nonce of a page.
 */
final class FallbackNonceRequest extends HttpServletRequestWrapper {
    /** Name of the request parameter, and of PrimeFaces' attribute of the view. */
    static final String NAME = "primefaces.nonce";

    /** Request attribute that marks a nonce as generated here rather than sent by the client. */
    static final String GENERATED = FallbackNonceRequest.class.getName();

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String nonce;
    private final boolean hidesParameters;

    private FallbackNonceRequest(HttpServletRequest request, boolean hidesParameters) {
        super(request);
        request.setAttribute(GENERATED, true);
        this.hidesParameters = hidesParameters;
        // PrimeFaces accepts only a UUID in base64. All 128 bits of this one are random; a UUID of version 4 has six
        // fixed bits.
        var random = new UUID(RANDOM.nextLong(), RANDOM.nextLong());
        nonce = Base64.getEncoder().encodeToString(random.toString().getBytes(StandardCharsets.US_ASCII));
    }

    static HttpServletRequest wrapIfNeeded(HttpServletRequest request) {
        boolean sent = request.getMethod().equals("POST");
        boolean isWholePage = request.getHeader("Faces-Request") == null;
        return sent && (isWholePage || !isNonce(request.getParameter(NAME)))
                ? new FallbackNonceRequest(request, false)
                : request;
    }

    private static boolean isNonce(@Nullable String text) {
        try {
            return text != null
                    && !UUID.fromString(new String(Base64.getDecoder().decode(text), StandardCharsets.US_ASCII))
                            .toString()
                            .isEmpty();
        } catch (IllegalArgumentException neither) {
            return false;
        }
    }

    /**
     * Wraps a request to the error page; hides all other parameters, since the error page must not process the form.
     */
    static HttpServletRequest forErrorPage(HttpServletRequest request) {
        return new FallbackNonceRequest(request, true);
    }

    @Override
    public @Nullable String getParameter(String name) {
        if (name.equals(NAME)) {
            return nonce;
        }
        return hidesParameters ? null : super.getParameter(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        var all = new HashMap<String, String[]>(hidesParameters ? Map.of() : super.getParameterMap());
        all.put(NAME, new String[] {nonce});
        return Collections.unmodifiableMap(all);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return getParameterMap().get(name);
    }
}
