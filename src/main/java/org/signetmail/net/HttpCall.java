package org.signetmail.net;

import java.net.URI;
import java.util.Map;

/** An HTTP request. {@code toString} omits headers and body, which hold a token or a secret. */
public final class HttpCall {
    private static final byte[] NO_BODY = {};

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
     * A GET request.
     *
     * @param uri an https address
     */
    public static HttpCall get(URI uri, Map<String, String> headers) {
        return new HttpCall("GET", uri, headers, NO_BODY);
    }

    /**
     * A POST request.
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
