package org.signetmail.signin;

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
 * A sent form with a new nonce for the scripts of the answer, where that is a whole page or the form has none.
 *
 * <p>PrimeFaces' script puts the nonce of its page into each form, and PrimeFaces gives the answer the same one. One that comes
 * without, from a browser without scripts, or with one that is none would end in PrimeFaces' exception instead of on its page;
 * and the error page must show whatever was sent. No sender chooses the nonce of a page.
 */
public final class FallbackNonceRequest extends HttpServletRequestWrapper {
    /** The parameter's name, and PrimeFaces' name for what it remembers with the view. */
    public static final String NAME = "primefaces.nonce";

    /** A request has this attribute if its nonce was made here, and is nobody's choice. */
    public static final String MADE = FallbackNonceRequest.class.getName();

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String nonce;
    private final boolean alone;

    private FallbackNonceRequest(HttpServletRequest request, boolean alone) {
        super(request);
        request.setAttribute(MADE, true);
        this.alone = alone;
        // PrimeFaces takes a UUID in base64 only; of this one all 128 bits are random, of a UUID of version 4 six are
        // not.
        var random = new UUID(RANDOM.nextLong(), RANDOM.nextLong());
        nonce = Base64.getEncoder().encodeToString(random.toString().getBytes(StandardCharsets.US_ASCII));
    }

    static HttpServletRequest where(HttpServletRequest request) {
        boolean sent = request.getMethod().equals("POST");
        boolean wholePage = request.getHeader("Faces-Request") == null;
        return sent && (wholePage || !isOne(request.getParameter(NAME)))
                ? new FallbackNonceRequest(request, false)
                : request;
    }

    private static boolean isOne(@Nullable String text) {
        try {
            return text != null
                    && !UUID.fromString(new String(Base64.getDecoder().decode(text), StandardCharsets.US_ASCII))
                            .toString()
                            .isEmpty();
        } catch (IllegalArgumentException neither) {
            return false;
        }
    }

    /** With no other parameter: the error page is no answer to a form, and what was sent is not read for it. */
    static HttpServletRequest ofErrorPage(HttpServletRequest request) {
        return new FallbackNonceRequest(request, true);
    }

    @Override
    public @Nullable String getParameter(String name) {
        if (name.equals(NAME)) {
            return nonce;
        }
        return alone ? null : super.getParameter(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        var all = new HashMap<String, String[]>(alone ? Map.of() : super.getParameterMap());
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
