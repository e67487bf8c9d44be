package org.signetmail.net;

import java.net.URI;
import java.util.Map;

/** A request that is to be made. Never prints itself: its headers hold a token, or its body a secret. */
public final class HttpCall {
    private static final byte[] NOTHING = {};

    private final String method;
    private final URI uri;
    private final Map<String, String> headers;
    private final byte[] body;

    private HttpCall(String method, URI uri, Map<String, String> headers, byte[] body) {
        this.method = method;
        this.uri = uri;
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    /**
     * Asks for a page.
     *
     * @param uri an https address
     */
    public static HttpCall get(URI uri, Map<String, String> headers) {
        return new HttpCall("GET", uri, headers, NOTHING);
    }

    /**
     * Hands something over.
     *
     * @param uri an https address
     * @param body is not copied
     */
    public static HttpCall post(URI uri, Map<String, String> headers, byte[] body) {
        return new HttpCall("POST", uri, headers, body);
    }

    String method() {
        return method;
    }

    URI uri() {
        return uri;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    @Override
    public String toString() {
        return "HttpCall[" + method + " " + uri.getHost() + "]";
    }
}
