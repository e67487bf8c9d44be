package org.signetmail.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a visitor wanted to go before being asked to sign in: a path of ours, never another site.
 *
 * @param path begins with one slash, without the context path
 */
public record ReturnPath(String path) {
    // Neither // nor /\ nor a colon: a browser would read another host out of them. No semicolon: no path parameters.
    private static final Pattern OURS = Pattern.compile("/|/[A-Za-z0-9][A-Za-z0-9._~/-]*(\\?[A-Za-z0-9._~=&%+-]*)?");

    /** The start page, for who asked for none. */
    public static final ReturnPath START = new ReturnPath("/");

    public ReturnPath {
        if (!OURS.matcher(path).matches()) {
            throw new IllegalArgumentException("Not a page of ours.");
        }
    }

    /** What the address of the sign-in page says, if it says something sensible. */
    public static ReturnPath from(@Nullable String parameter) {
        return parameter != null && OURS.matcher(parameter).matches() ? new ReturnPath(parameter) : START;
    }

    /** The page of a request: with its query where it was only looked at, without where something was sent to it. */
    static ReturnPath of(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        String query = request.getQueryString();
        return from(request.getMethod().equals("GET") && query != null ? path + "?" + query : path);
    }

    String asParameter() {
        return URLEncoder.encode(path, StandardCharsets.UTF_8);
    }
}
