package org.signetmail.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.OutboundProxy;
import org.signetmail.log.LogEvent;

/** One open HTTP connection to a host. Used by one thread at a time. */
final class HttpConnection implements ReusableConnection {
    private static final int MAX_BODY_BYTES = 1 << 20;
    private static final Duration UNLIMITED = Duration.ofDays(1);
    private static final Duration VALIDATION = Duration.ofSeconds(1);
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    /** The idle timeout in a {@code Keep-Alive} header; RFC 9112 does not define it. */
    private static final Pattern TIMEOUT = Pattern.compile("(?i)\\btimeout\\s*=\\s*\"?([0-9]{1,6})\\b");

    private final DeadlineSocket socket;
    private final HttpExchange http;
    private Duration idleAtMost = UNLIMITED;
    private boolean reusable;
    private boolean handedOver;

    private HttpConnection(TlsConnection tls) throws IOException {
        socket = tls.socket();
        http = new HttpExchange(tls.secured());
    }

    static HttpConnection open(Endpoint to, OutboundProxy proxy, AddressResolver resolver, Deadline deadline)
            throws IOException {
        return new HttpConnection(TlsConnection.open(to, proxy, resolver, deadline));
    }

    /**
     * Sends a request and reads the reply within the connection's deadline. After any failure the connection is not
     * reusable.
     *
     * @param keepAlive whether another request may follow
     */
    HttpReply execute(HttpCall call, boolean keepAlive) throws IOException {
        reusable = false;
        handedOver = call.body().length == 0; // The head is the whole request.
        var request = new BasicClassicHttpRequest(call.method(), call.uri());
        request.setHeader(HttpHeaders.USER_AGENT, "Signet");
        call.headers().forEach(request::setHeader);
        if (!keepAlive) {
            request.setHeader(HttpHeaders.CONNECTION, "close");
        }
        if (call.body().length > 0) {
            request.setEntity(new ProgressEntity(call.body(), () -> {
                socket.pauseDeadline(call.beforeLastPart());
                handedOver = true;
            }));
        }
        ClassicHttpResponse response = http.execute(request);
        byte[] body = HttpExchange.readBody(response, MAX_BODY_BYTES + 1);
        idleAtMost = idleAtMost(response.getFirstHeader(HttpHeaders.KEEP_ALIVE));
        reusable = keepAlive && body.length <= MAX_BODY_BYTES && http.isKeptAlive(request, response);
        String text = new String(body, 0, Math.min(body.length, MAX_BODY_BYTES), StandardCharsets.UTF_8);
        return new HttpReply(response.getCode(), headers(response), text);
    }

    /** Whether the last request may have been sent completely. Until then the host can't have received it. */
    boolean handedOver() {
        return handedOver;
    }

    /** Whether another request may follow the last one. */
    boolean isReusable() {
        return reusable;
    }

    /** How long the host keeps the connection open while idle: its announced timeout minus a second. */
    Duration idleAtMost() {
        return idleAtMost;
    }

    @Override
    public boolean hasUnreadInput() {
        return socket.hasUnreadInput();
    }

    /** HTTP has no ping, so this only reads for an end of the connection. It takes a millisecond. */
    @Override
    public boolean isAlive() {
        try {
            return socket.extendDeadline(Deadline.in(VALIDATION)) && !http.isStale();
        } catch (IOException gone) {
            LogEvent.HTTP_GONE.with("why", gone).log();
            return false;
        }
    }

    @Override
    public boolean extendDeadline(Deadline deadline) {
        return socket.extendDeadline(deadline);
    }

    @Override
    public void abortIfOverdue() {
        try {
            socket.abortIfOverdue();
        } catch (IOException closedAlready) {
            LogEvent.HTTP_GONE.with("why", closedAlready).log();
        }
    }

    @Override
    public void close() {
        try {
            if (reusable) {
                socket.extendDeadline(Deadline.in(GOODBYE));
                http.close();
            } else {
                socket.close(); // Without close_notify: the peer may be one that no longer reads.
            }
        } catch (IOException closedAlready) {
            LogEvent.HTTP_GONE.with("why", closedAlready).log();
        }
    }

    private static Map<String, String> headers(ClassicHttpResponse response) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : response.getHeaders()) {
            headers.putIfAbsent(header.getName(), header.getValue());
        }
        return headers;
    }

    /** Subtracts a second from the announced timeout, which avoids a race with the server's close. */
    private static Duration idleAtMost(@Nullable Header header) {
        Matcher timeout = TIMEOUT.matcher(header == null ? "" : header.getValue());
        return timeout.find()
                ? Duration.ofSeconds(Integer.parseInt(timeout.group(1))).minus(ConnectionPool.ASSUMED_ALIVE)
                : UNLIMITED;
    }
}
