package org.signetmail.net;

import java.net.URI;
import java.util.Map;
import org.signetmail.net.DeadlineSocket.IoAction;

/** An HTTP request. {@code toString} omits headers and body, which hold a token or a secret. */
public final class HttpCall {
    private static final byte[] NO_BODY = {};

    private final String method;
    private final URI uri;
    private final Map<String, String> headers;
    private final byte[] body;
    private final IoAction beforeLastPart;

    private HttpCall(String method, URI uri, Map<String, String> headers, byte[] body, IoAction beforeLastPart) {
        this.method = method;
        this.uri = uri;
        this.headers = Map.copyOf(headers);
        this.body = body;
        this.beforeLastPart = beforeLastPart;
    }

    /**
     * A GET request.
     *
     * @param uri an https address
     */
    public static HttpCall get(URI uri, Map<String, String> headers) {
        return new HttpCall("GET", uri, headers, NO_BODY, IoAction.NONE);
    }

    /**
     * A POST request.
     *
     * @param uri an https address
     * @param body is not copied
     */
    public static HttpCall post(URI uri, Map<String, String> headers, byte[] body) {
        return new HttpCall("POST", uri, headers, body, IoAction.NONE);
    }

    /**
     * The same request, which runs this right before the last part of its body is written. Its time doesn't count; if it
     * throws, the host does not get the last part.
     */
    public HttpCall beforeLastPart(IoAction action) {
        return new HttpCall(method, uri, headers, body, action);
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

    IoAction beforeLastPart() {
        return beforeLastPart;
    }

    @Override
    public String toString() {
        return "HttpCall[" + method + " " + uri.getHost() + "]";
    }
}
