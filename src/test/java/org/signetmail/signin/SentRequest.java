package org.signetmail.signin;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as from a container; methods that are not overridden throw. */
final class SentRequest {
    private final String method;
    private final Map<String, String> headers = new HashMap<>();
    private final Map<String, String[]> query = new HashMap<>();
    private @Nullable Principal user;
    private byte[] body = new byte[0];
    private int read;

    SentRequest(String method) {
        this.method = method;
    }

    SentRequest with(String header, @Nullable String value) {
        if (value != null) {
            headers.put(header.toLowerCase(Locale.ROOT), value);
        }
        return this;
    }

    SentRequest withQuery(String name, String value) {
        query.put(name, new String[] {value});
        return this;
    }

    SentRequest withBody(byte[] bytes) {
        body = bytes;
        return this;
    }

    SentRequest signedIn() {
        user = () -> "admin";
        return this;
    }

    /** Number of body bytes read so far. */
    int read() {
        return read;
    }

    HttpServletRequest request() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                SentRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, queryIsOpen, arguments) -> switch (queryIsOpen.getName()) {
                    case "getMethod" -> method;
                    case "getHeader" -> headers.get(((String) arguments[0]).toLowerCase(Locale.ROOT));
                    case "getContentType" -> headers.get("content-type");
                    case "getContentLengthLong" -> Long.parseLong(headers.getOrDefault("content-length", "-1"));
                    case "getUserPrincipal" -> user;
                    case "getParameterMap" -> query;
                    case "getInputStream" -> new Body();
                    default -> throw new AssertionError(queryIsOpen.getName());
                });
    }

    private final class Body extends ServletInputStream {
        private final ByteArrayInputStream bytes = new ByteArrayInputStream(body);

        @Override
        public int read() {
            int one = bytes.read();
            read += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int some = bytes.read(into, offset, length);
            read += Math.max(0, some);
            return some;
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new AssertionError();
        }
    }
}
