package org.signetmail.gate;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sent form with a nonce for the scripts of the answer, where it came without one.
 *
 * <p>PrimeFaces' script puts the nonce into each form. One that comes without, from a browser without scripts, would end
 * in PrimeFaces' exception instead of on its page; and the error page must show whatever was sent.
 */
public final class FreshNonce extends HttpServletRequestWrapper {
    /** The parameter's name, and PrimeFaces' name for what it remembers with the view. */
    public static final String NAME = "primefaces.nonce";

    /** A request has this attribute if its nonce was made here, and is nobody's choice. */
    public static final String MADE = FreshNonce.class.getName();

    private final String nonce;

    private FreshNonce(HttpServletRequest request) {
        super(request);
        // The form that PrimeFaces makes and checks: a random UUID in base64.
        request.setAttribute(MADE, true);
        nonce = Base64.getEncoder().encodeToString(UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII));
    }

    static HttpServletRequest where(HttpServletRequest request) {
        boolean failed = request.getDispatcherType() == DispatcherType.ERROR;
        boolean wholePage = request.getMethod().equals("POST") && request.getHeader("Faces-Request") == null;
        return failed || (wholePage && request.getParameter(NAME) == null) ? new FreshNonce(request) : request;
    }

    @Override
    public @Nullable String getParameter(String name) {
        return name.equals(NAME) ? nonce : super.getParameter(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        var all = new HashMap<>(super.getParameterMap());
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
