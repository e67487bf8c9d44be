package org.signetmail.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The page to return to after sign-in: a path inside Signet, never another site.
 *
 * @param path starts with one slash; without the context path
 */
public record ReturnPath(String path) {
    // No //, /\ or colon: a browser could take them for another host. No semicolon: no path parameters.
    private static final Pattern LOCAL_PATH =
            Pattern.compile("/|/[A-Za-z0-9][A-Za-z0-9._~/-]*(\\?[A-Za-z0-9._~=&%+-]*)?");

    /** The start page, used if no page was requested. */
    public static final ReturnPath START = new ReturnPath("/");

    public ReturnPath {
        if (!LOCAL_PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("Not a path inside Signet.");
        }
    }

    /** Parses the parameter of the sign-in page; returns the start page for a missing or invalid one. */
    public static ReturnPath from(@Nullable String parameter) {
        return parameter != null && LOCAL_PATH.matcher(parameter).matches() ? new ReturnPath(parameter) : START;
    }

    /** Returns the page of a request: for GET with the query, otherwise without. */
    static ReturnPath of(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        String query = request.getQueryString();
        return from(request.getMethod().equals("GET") && query != null ? path + "?" + query : path);
    }

    String asParameter() {
        return URLEncoder.encode(path, StandardCharsets.UTF_8);
    }
}
