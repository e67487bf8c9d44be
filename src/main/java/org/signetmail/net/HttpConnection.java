package org.signetmail.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
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
final class HttpConnection {
    private static final int LONGEST_BODY = 1 << 20;
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(20);
    private static final Duration LONGEST_AGE = Duration.ofMinutes(10);

    /** For so long nobody is asked whether he is still there. */
    private static final Duration SURELY_THERE = Duration.ofSeconds(1);

    private static final Duration VALIDATION = Duration.ofSeconds(1);
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    /** What servers say that hang up after a while; RFC 9112 leaves it open. */
    private static final Pattern TIME_OUT = Pattern.compile("(?i)\\btimeout\\s*=\\s*\"?([0-9]{1,6})\\b");

    private final Endpoint to;
    private final DeadlineSocket socket;
    private final HttpExchange http;
    private final Instant openedAt;
    private Instant usedAt;
    private Duration longestIdle = LONGEST_IDLE;
    private boolean keptAlive;
    private boolean handedOver;

    private HttpConnection(Endpoint to, TlsConnection line, Instant openedAt) throws IOException {
        this.to = to;
        socket = line.socket();
        http = new HttpExchange(line.secured());
        this.openedAt = openedAt;
        usedAt = openedAt;
    }

    static HttpConnection open(
            Endpoint to, OutboundProxy proxy, AddressResolver resolver, Deadline deadline, Instant now)
            throws IOException {
        return new HttpConnection(to, TlsConnection.open(to, proxy, resolver, deadline), now);
    }

    /**
     * Makes a request and reads the answer within the connection's deadline. After any failure it is of no more use.
     *
     * @param goesOn whether another request may follow
     */
    HttpReply answer(HttpCall call, boolean goesOn) throws IOException {
        keptAlive = false;
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
        longestIdle = longestIdle(response.getFirstHeader(HttpHeaders.KEEP_ALIVE));
        keptAlive = goesOn && body.length <= LONGEST_BODY && http.goesOnAfter(request, response);
        String text = new String(body, 0, Math.min(body.length, LONGEST_BODY), StandardCharsets.UTF_8);
        return new HttpReply(response.getCode(), headers(response), text);
    }

    /** Whether the whole of the last request may have been sent. Until then the host can't have had it. */
    boolean handedOver() {
        return handedOver;
    }

    /** Whether another request may be made, as far as can be told without asking. */
    boolean isReusable(Instant now) {
        return now.isBefore(usedAt.plus(longestIdle))
                && now.isBefore(openedAt.plus(LONGEST_AGE))
                && !socket.hasSomethingToRead();
    }

    boolean leadsTo(Endpoint endpoint) {
        return to.equals(endpoint);
    }

    /** Whether the other side is still there. After a while it is asked, which takes a millisecond. */
    boolean isThere(Instant now) {
        if (now.isBefore(usedAt.plus(SURELY_THERE))) {
            return true;
        }
        try {
            return socket.until(Deadline.in(VALIDATION)) && !http.isStale();
        } catch (IOException gone) {
            LogEvent.HTTP_GONE.with("why", gone).log();
            return false;
        }
    }

    /** Whether another request may follow the last one. */
    boolean lasts() {
        return keptAlive;
    }

    /** It has nothing to do from now on. */
    void rest(Instant now) {
        usedAt = now;
    }

    /**
     * Gives it a new deadline.
     *
     * @return false if it was broken off before
     */
    boolean lasts(Deadline deadline) {
        return socket.until(deadline);
    }

    /** Breaks it off, whoever waits for it, if it is over time. */
    void abortIfOverdue() {
        try {
            socket.closeIfLate();
        } catch (IOException closedAlready) {
            LogEvent.HTTP_GONE.with("why", closedAlready).log();
        }
    }

    /** Without a word: the other side may be the one that takes none. */
    void abort() {
        try {
            socket.close();
        } catch (IOException closedAlready) {
            LogEvent.HTTP_GONE.with("why", closedAlready).log();
        }
    }

    void close() {
        socket.until(Deadline.in(GOODBYE));
        try {
            http.close();
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
    private static Duration longestIdle(@Nullable Header keepAlive) {
        Matcher timeOut = TIME_OUT.matcher(keepAlive == null ? "" : keepAlive.getValue());
        if (!timeOut.find()) {
            return LONGEST_IDLE;
        }
        Duration said = Duration.ofSeconds(Integer.parseInt(timeOut.group(1))).minus(SURELY_THERE);
        return said.compareTo(LONGEST_IDLE) < 0 ? said : LONGEST_IDLE;
    }
}
