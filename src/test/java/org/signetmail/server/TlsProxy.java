package org.signetmail.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy that ends TLS before a server, and tells it from where its client came. */
public final class TlsProxy implements Site, AutoCloseable {
    /** RFC 9110 section 7.6.1, and what the JDK's client writes itself. */
    private static final Set<String> OF_A_HOP = Set.of(
            "connection",
            "content-length",
            "expect",
            "forwarded",
            "host",
            "keep-alive",
            "te",
            "transfer-encoding",
            "upgrade",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto");

    private final ServerUnderTest server;
    private final TlsCertificate certificate;
    private final HttpsServer front;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient back = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** @param folder for its certificate */
    public TlsProxy(ServerUnderTest server, Path folder) throws IOException {
        this.server = server;
        certificate = TlsCertificate.madeIn(folder);
        front = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        front.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        front.createContext("/", this::pass);
        front.setExecutor(threads);
        front.start();
    }

    @Override
    public URI at(String path) {
        URI behind = server.at(path);
        return URI.create("https://localhost:" + front.getAddress().getPort() + behind.getRawPath()
                + (behind.getRawQuery() == null ? "" : "?" + behind.getRawQuery()));
    }

    public TlsCertificate certificate() {
        return certificate;
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestURI().toString();
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + target))
                    .method(
                            exchange.getRequestMethod(),
                            BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (passes(name)) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            request.header(
                    "X-Forwarded-For", exchange.getRemoteAddress().getAddress().getHostAddress());
            request.header("X-Forwarded-Proto", "https");
            HttpResponse<byte[]> answer = back.send(request.build(), BodyHandlers.ofByteArray());
            answer.headers().map().forEach((name, values) -> {
                if (passes(name)) {
                    values.forEach(value -> exchange.getResponseHeaders().add(name, value));
                }
            });
            byte[] body = answer.body();
            exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean passes(String name) {
        return !OF_A_HOP.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":");
    }

    @Override
    public void close() {
        front.stop(0);
        threads.shutdownNow();
    }
}
