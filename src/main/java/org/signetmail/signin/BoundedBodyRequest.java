package org.signetmail.signin;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request without {@code Content-Length}, whose body has been read up to a limit. The container would read the body
 * without such a limit at the first access to a parameter.
 */
final class BoundedBodyRequest extends HttpServletRequestWrapper {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final byte[] body;
    private final Map<String, String[]> parameters;

    private BoundedBodyRequest(HttpServletRequest request, byte[] body) {
        super(request);
        this.body = body;
        // The body has been consumed, so the container returns the parameters of the query alone.
        this.parameters = new LinkedHashMap<>(request.getParameterMap());
        String type = request.getContentType();
        if (type != null && type.strip().toLowerCase(Locale.ROOT).startsWith(FORM)) {
            for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
                add(pair);
            }
        }
    }

    /**
     * Returns the request itself if its head declares a length or has no body; otherwise a wrapper with the body
     * already read.
     *
     * @return empty if the body exceeds {@code maxBytes}; the rest is not read then
     */
    static Optional<HttpServletRequest> of(HttpServletRequest request, int maxBytes) throws IOException {
        boolean nothingFollows = request.getHeader("Transfer-Encoding") == null
                && request.getContentType() == null
                && !request.getMethod().equals("POST");
        if (request.getContentLengthLong() >= 0 || nothingFollows) {
            return Optional.of(request);
        }
        byte[] body = request.getInputStream().readNBytes(maxBytes + 1);
        return body.length > maxBytes ? Optional.empty() : Optional.of(new BoundedBodyRequest(request, body));
    }

    /** Parses as in the WHATWG URL Standard, section 5.1; skips what can't be decoded, as containers do. */
    private void add(String pair) {
        int equals = pair.indexOf('=');
        try {
            String name = URLDecoder.decode(equals < 0 ? pair : pair.substring(0, equals), StandardCharsets.UTF_8);
            String value = equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
            if (!name.isEmpty()) {
                String[] before = parameters.getOrDefault(name, new String[0]);
                String[] values = Arrays.copyOf(before, before.length + 1);
                values[before.length] = value;
                parameters.put(name, values);
            }
        } catch (IllegalArgumentException notDecodable) {
            return;
        }
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values[0];
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Collections.unmodifiableMap(parameters);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return parameters.get(name);
    }

    @Override
    public int getContentLength() {
        return body.length;
    }

    @Override
    public long getContentLengthLong() {
        return body.length;
    }

    @Override
    public ServletInputStream getInputStream() {
        return new Bytes(body);
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private static final class Bytes extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        private Bytes(byte[] body) {
            bytes = new ByteArrayInputStream(body);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, length);
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
            throw new IllegalStateException("The body has been read already.");
        }
    }
}
