package org.signetmail.practice;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/** The page of the practice tenant: what to paste, what arrived, and the switches. Plain http, on loopback only. */
final class PracticePage implements HttpHandler, AutoCloseable {
    private static final String CSS = "/page.css";

    private final PracticeTenant tenant;
    private int port;
    private HttpServer server;

    PracticePage(PracticeTenant tenant) {
        this.tenant = tenant;
    }

    PracticePage open(int wantedPort, ExecutorService threads) throws IOException {
        server = FreePort.open(wantedPort, candidate -> {
            port = candidate;
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), candidate), 0);
        });
        server.createContext("/", this);
        server.setExecutor(threads);
        server.start();
        return this;
    }

    URI address() {
        return URI.create("http://localhost:" + port + "/");
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Answer answer = !fromHere(exchange)
                    ? Answer.html(
                            403, "<!DOCTYPE html><title>Refused</title><p>Only from this computer and this page.</p>")
                    : exchange.getRequestMethod().equals("POST")
                            ? turned(exchange.getRequestURI().getPath(), fields(body))
                            : shown(exchange.getRequestURI().getPath());
            answer.with("Cache-Control", "no-store")
                    .with("X-Content-Type-Options", "nosniff")
                    .with(
                            "Content-Security-Policy",
                            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none';"
                                    + " frame-ancestors 'none'")
                    .send(exchange);
        }
    }

    private Answer shown(String path) throws IOException {
        if (path.equals("/")) {
            return Answer.html(200, new Overview(tenant).html());
        }
        if (path.equals(CSS)) {
            try (InputStream css = PracticePage.class.getResourceAsStream("page.css")) {
                return Answer.text(
                        200, "text/css; charset=utf-8", new String(css.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return Arrays.stream(Folder.values())
                .flatMap(folder -> MailPage.at(path, folder, tenant.mailboxes()).stream())
                .findFirst()
                .map(html -> Answer.html(200, html))
                .orElseGet(() -> Answer.html(
                        404, Html.page("Not found", "<p>There is no such mail. <a href=\"/\">All mail</a></p>")));
    }

    private Answer turned(String path, Map<String, String> fields) {
        String back = "/";
        switch (path) {
            case "/switch" -> {
                var failure = Arrays.stream(Failure.values())
                        .filter(one -> one.name().equals(fields.get("failure")))
                        .findFirst();
                if (failure.isEmpty()) {
                    return Answer.html(400, Html.page("Unknown", "<p>There is no such switch.</p>"));
                }
                if ("on".equals(fields.get("turn"))) {
                    tenant.failures().on(failure.get());
                } else {
                    tenant.failures().off(failure.get());
                }
                back = "/#" + failure.get().name();
            }
            case "/all-off" -> tenant.failures().clear();
            case "/empty" -> tenant.mailboxes().clear();
            default -> {
                return Answer.html(404, Html.page("Not found", "<p>There is nothing to turn here.</p>"));
            }
        }
        return Answer.empty(303).with("Location", back);
    }

    /** Another site must not turn our switches by a form, nor read our mail under a name of its own. */
    private boolean fromHere(HttpExchange exchange) {
        var names = List.of("localhost:" + port, "127.0.0.1:" + port);
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        return names.contains(exchange.getRequestHeaders().getFirst("Host"))
                && (origin == null || names.stream().anyMatch(name -> origin.equals("http://" + name)));
    }

    private static Map<String, String> fields(byte[] body) {
        var fields = new HashMap<String, String>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return fields;
    }
}
