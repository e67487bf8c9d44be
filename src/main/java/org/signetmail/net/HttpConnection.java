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

/** One open connection to a host, for one thread at a time. */
final class HttpConnection implements ReusableConnection {
    private static final int LONGEST_BODY = 1 << 20;
    private static final Duration UNLIMITED = Duration.ofDays(1);
    private static final Duration VALIDATION = Duration.ofSeconds(1);
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    /** What servers say that hang up after a while; RFC 9112 leaves it open. */
    private static final Pattern TIME_OUT = Pattern.compile("(?i)\\btimeout\\s*=\\s*\"?([0-9]{1,6})\\b");

    private final DeadlineSocket socket;
    private final HttpExchange http;
    private Duration idleAtMost = UNLIMITED;
    private boolean reusable;
    private boolean handedOver;

    private HttpConnection(TlsConnection line) throws IOException {
        socket = line.socket();
        http = new HttpExchange(line.secured());
    }

    static HttpConnection open(Endpoint to, OutboundProxy proxy, AddressResolver resolver, Deadline deadline)
            throws IOException {
        return new HttpConnection(TlsConnection.open(to, proxy, resolver, deadline));
    }

    /**
     * Makes a request and reads the answer within the connection's deadline. After any failure it is of no more use.
     *
     * @param goesOn whether another request may follow
     */
    HttpReply answer(HttpCall call, boolean goesOn) throws IOException {
        reusable = false;
        handedOver = call.body().length == 0; // Its head is all of it.
        var request = new BasicClassicHttpRequest(call.method(), call.uri());
        request.setHeader(HttpHeaders.USER_AGENT, "Signet");
        call.headers().forEach(request::setHeader);
        if (!goesOn) {
            request.setHeader(HttpHeaders.CONNECTION, "close");
        }
        if (call.body().length > 0) {
            request.setEntity(new ProgressEntity(call.body(), () -> handedOver = true));
        }
        ClassicHttpResponse response = http.of(request);
        byte[] body = HttpExchange.body(response, LONGEST_BODY + 1);
        idleAtMost = idleAtMost(response.getFirstHeader(HttpHeaders.KEEP_ALIVE));
        reusable = goesOn && body.length <= LONGEST_BODY && http.goesOnAfter(request, response);
        String text = new String(body, 0, Math.min(body.length, LONGEST_BODY), StandardCharsets.UTF_8);
        return new HttpReply(response.getCode(), headers(response), text);
    }

    /** Whether the whole of the last request may have been sent. Until then the host can't have had it. */
    boolean handedOver() {
        return handedOver;
    }

    /** Whether another request may follow the last one. */
    boolean isReusable() {
        return reusable;
    }

    /** For how long the host keeps the connection, a second less than it says. */
    Duration idleAtMost() {
        return idleAtMost;
    }

    @Override
    public boolean hasUnreadInput() {
        return socket.hasSomethingToRead();
    }

    /** It takes a millisecond: over HTTP there is nothing to ask, only an end of the connection to be read. */
    @Override
    public boolean isAlive() {
        try {
            return socket.until(Deadline.in(VALIDATION)) && !http.isStale();
        } catch (IOException gone) {
            LogEvent.HTTP_GONE.with("why", gone).log();
            return false;
        }
    }

    @Override
    public boolean extendDeadline(Deadline deadline) {
        return socket.until(deadline);
    }

    @Override
    public void abortIfOverdue() {
        try {
            socket.closeIfLate();
        } catch (IOException closedAlready) {
            LogEvent.HTTP_GONE.with("why", closedAlready).log();
        }
    }

    @Override
    public void close() {
        try {
            if (reusable) {
                socket.until(Deadline.in(GOODBYE));
                http.close();
            } else {
                socket.close(); // Without a word: the other side may be the one that takes none.
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

    /** A server that says when it hangs up is not met in that moment. */
    private static Duration idleAtMost(@Nullable Header keepAlive) {
        Matcher timeOut = TIME_OUT.matcher(keepAlive == null ? "" : keepAlive.getValue());
        return timeOut.find()
                ? Duration.ofSeconds(Integer.parseInt(timeOut.group(1))).minus(ConnectionPool.ASSUMED_ALIVE)
                : UNLIMITED;
    }
}
