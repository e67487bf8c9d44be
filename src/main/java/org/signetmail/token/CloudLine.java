package org.signetmail.token;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.account.Trust;

/**
 * The line over which a cloud's HTTP hosts are called: through the proxy if there is one, trusting whom the cloud trusts.
 *
 * <p>Follows no redirect, so that a credential stays with the host it was meant for. A line that was idle is given up: a
 * connection that the other side has forgotten would swallow the first request. Safe for many threads.
 */
public final class CloudLine {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofSeconds(20);
    private static final int LONGEST_BODY = 1 << 20;
    private static final int PROXY_WANTS_SIGN_IN = 407;

    private final OutboundProxy proxy;
    private final Clock clock;
    private final Map<Trust, Open> open = new HashMap<>();

    private record Open(HttpClient client, Instant usedAt) {}

    public CloudLine(OutboundProxy proxy, Clock clock) {
        this.proxy = proxy;
        this.clock = clock;
    }

    /**
     * Calls a host and waits for its whole answer, up to the deadline.
     *
     * @throws NoAnswer if none came, or none of the host's own: a proxy that asks for a password does not count
     */
    public HttpAnswer call(Peer peer, Trust trust, HttpRequest request, Duration deadline) throws NoAnswer {
        CompletableFuture<HttpResponse<String>> calling;
        try {
            calling = client(trust).sendAsync(request, head -> new BodyWithLimit(LONGEST_BODY));
        } catch (IOException | GeneralSecurityException authorityNotReadable) {
            var seen = NetworkTrouble.seen(peer, host(request), authorityNotReadable, clock.instant());
            throw new NoAnswer(Symptom.unanswered(peer, Symptom.NET_TLS, seen.words(), seen.seenAt()));
        }
        try {
            HttpResponse<String> response = calling.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() == PROXY_WANTS_SIGN_IN) {
                throw new NoAnswer(Symptom.unanswered(
                        peer, Symptom.NET_PROXY, "The proxy asks for a password (407).", clock.instant()));
            }
            return new HttpAnswer(response.statusCode(), response.headers(), response.body());
        } catch (ExecutionException failed) {
            throw noAnswer(peer, request, failed);
        } catch (TimeoutException late) {
            calling.cancel(true);
            throw noAnswer(peer, request, new TimeoutException("No answer within " + deadline.toSeconds() + " s"));
        } catch (InterruptedException stopping) {
            calling.cancel(true);
            Thread.currentThread().interrupt();
            throw noAnswer(peer, request, stopping);
        }
    }

    private NoAnswer noAnswer(Peer peer, HttpRequest request, Throwable thrown) {
        return new NoAnswer(
                proxy.address().isPresent()
                        ? NetworkTrouble.seenThroughProxy(peer, host(request), thrown, clock.instant())
                        : NetworkTrouble.seen(peer, host(request), thrown, clock.instant()));
    }

    /** The host, with the proxy: who of the two was silent can't be told apart. */
    private String host(HttpRequest request) {
        String host = request.uri().getHost();
        return proxy.address()
                .map(through -> host + " through the proxy " + through.getHostString() + ":" + through.getPort())
                .orElse(host);
    }

    private HttpClient client(Trust trust) throws IOException, GeneralSecurityException {
        synchronized (open) {
            Instant now = clock.instant();
            open.values().removeIf(line -> line.usedAt().plus(IDLE).isBefore(now));
            Open line = open.get(trust);
            HttpClient client = line == null ? connectingTo(trust) : line.client();
            open.put(trust, new Open(client, now));
            return client;
        }
    }

    private HttpClient connectingTo(Trust trust) throws IOException, GeneralSecurityException {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(
                        Runnable::run) // What is done with an answer never waits: a pool's threads would cost more than
                // it.
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(proxy.selector())
                .sslContext(trust.sslContext())
                .build();
    }
}
