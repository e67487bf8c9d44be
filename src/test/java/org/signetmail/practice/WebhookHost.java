package org.signetmail.practice;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An https server that takes the requests of a webhook, with a certificate of the practice tenant's authority. */
public final class WebhookHost implements AutoCloseable {
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpsPort port;
    private volatile int status = 200;

    /** A request as it came. */
    public record Request(String path, String timestamp, String signature, String type, String body) {}

    /** @param folder of the practice tenant */
    public WebhookHost(Path folder) throws IOException {
        var authority = CertificateAuthority.in(folder, Clock.systemUTC());
        port = HttpsPort.open(0, authority.loopback(), this::answer, threads);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        requests.add(new Request(
                exchange.getRequestURI().toString(),
                String.valueOf(exchange.getRequestHeaders().getFirst("Signet-Timestamp")),
                String.valueOf(exchange.getRequestHeaders().getFirst("Signet-Signature")),
                String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                new String(body, StandardCharsets.UTF_8)));
        exchange.getResponseHeaders().add("Location", "https://localhost:" + port.port() + "/elsewhere");
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    /** Answers with this status from now on; a redirect points to this server. */
    public void answering(int next) {
        status = next;
    }

    public URI url(String path) {
        return URI.create("https://localhost:" + port.port() + path);
    }

    public int port() {
        return port.port();
    }

    public List<Request> requests() {
        return requests;
    }

    @Override
    public void close() {
        port.close();
        threads.shutdownNow();
    }
}
