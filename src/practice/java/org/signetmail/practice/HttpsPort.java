package org.signetmail.practice;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** An https port of a service. Shut, its port refuses connections; opened again, it is the same port. */
final class HttpsPort implements AutoCloseable {
    private final HttpHandler behind;
    private final ExecutorService threads;
    private int port;
    private HttpsServer server;
    private SSLContext shown;

    private HttpsPort(HttpHandler behind, ExecutorService threads) {
        this.behind = behind;
        this.threads = threads;
    }

    static HttpsPort open(int wantedPort, SSLContext shown, HttpHandler behind, ExecutorService threads)
            throws IOException {
        var httpsPort = new HttpsPort(behind, threads);
        FreePort.open(wantedPort, port -> {
            httpsPort.port = port;
            httpsPort.open(shown);
            return httpsPort;
        });
        return httpsPort;
    }

    int port() {
        return port;
    }

    /** Makes the door as it should be: shut, or open with that certificate. Connections that are open are cut. */
    synchronized void set(boolean open, Supplier<SSLContext> certificate) {
        try {
            if (!open) {
                close();
                return;
            }
            SSLContext wanted = certificate.get();
            if (server == null || shown != wanted) {
                close();
                open(wanted);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    private void open(SSLContext certificate) throws IOException {
        var opening = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        opening.setHttpsConfigurator(new HttpsConfigurator(certificate));
        opening.createContext("/", behind);
        opening.setExecutor(threads);
        opening.start();
        server = opening;
        shown = certificate;
    }
}
