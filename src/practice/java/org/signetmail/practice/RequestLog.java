package org.signetmail.practice;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Every request that reached one of the services, and what it carried. */
public final class RequestLog {
    private final Clock clock;
    private final List<Entry> entries;

    RequestLog(Clock clock) {
        this(clock, new ArrayList<>());
    }

    private RequestLog(Clock clock, List<Entry> entries) {
        this.clock = clock;
        this.entries = entries;
    }

    /** What reached a service. */
    public sealed interface Request permits TokenRequest, GraphRequest, MailAuth, OtherRequest {
        Instant at();
    }

    /** Fields that were not sent are empty. */
    public record TokenRequest(Instant at, String tenant, String clientId, String scope) implements Request {}

    /** The mailbox is that of the URL. */
    public record GraphRequest(Instant at, String mailbox, String contentType, String clientRequestId)
            implements Request {}

    /**
     * An AUTH command, whatever its answer.
     *
     * @param service {@code Exchange} or {@code Relay}
     * @param tls whether the connection was encrypted by then
     */
    public record MailAuth(Instant at, String service, String mechanism, String user, boolean tls) implements Request {}

    /** Anything else over https, such as a probe. */
    public record OtherRequest(Instant at, String method, String path) implements Request {}

    private record Entry(Request request, String carried) {
        @Override
        public String toString() {
            return request.toString();
        }
    }

    Instant now() {
        return clock.instant();
    }

    /** @param carried everything of the request in which a secret could have been, decoded */
    void add(Request request, String carried) {
        synchronized (entries) {
            entries.add(new Entry(request, carried));
        }
    }

    /** To be handed to {@link #since(int)}. */
    public int mark() {
        synchronized (entries) {
            return entries.size();
        }
    }

    /** A copy with only what came after the mark. */
    public RequestLog since(int mark) {
        synchronized (entries) {
            return new RequestLog(clock, new ArrayList<>(entries.subList(mark, entries.size())));
        }
    }

    public List<Request> all() {
        synchronized (entries) {
            return entries.stream().map(Entry::request).toList();
        }
    }

    public List<TokenRequest> tokens() {
        return of(TokenRequest.class);
    }

    public List<GraphRequest> graph() {
        return of(GraphRequest.class);
    }

    /** AUTH commands to Exchange. */
    public List<MailAuth> smtpAuths() {
        return of(MailAuth.class).stream()
                .filter(auth -> auth.service().equals("Exchange"))
                .toList();
    }

    /** AUTH commands to the relay. */
    public List<MailAuth> relayAuths() {
        return of(MailAuth.class).stream()
                .filter(auth -> auth.service().equals("Relay"))
                .toList();
    }

    /** Whether any request to any service carried this text, in a header, a form field, a body or an AUTH command. */
    public boolean carried(String secret) {
        synchronized (entries) {
            return entries.stream().anyMatch(entry -> entry.carried().contains(secret));
        }
    }

    public void clear() {
        synchronized (entries) {
            entries.clear();
        }
    }

    private <T extends Request> List<T> of(Class<T> type) {
        return all().stream().filter(type::isInstance).map(type::cast).toList();
    }
}
