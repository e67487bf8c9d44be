package org.signetmail.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * {@code smtp.office365.com:587}.
 *
 * <p>Written by hand, because SubEthaSMTP 7.1 takes no line of more than 998 characters, and AUTH with a token of Entra is one.
 */
final class ExchangeSubmission implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(ExchangeSubmission.class.getName());
    private static final int WAITING_CONNECTIONS = 100;

    private final Failures failures;
    private final ExchangeRules rules;
    private final Mailboxes mailboxes;
    private final RequestLog requests;
    private final Supplier<SSLContext> certificate;
    private final ExecutorService threads;
    private final Set<Socket> connections = new HashSet<>();
    private int port;
    private ServerSocket listening;
    private Future<?> accepting = CompletableFuture.completedFuture(null);

    ExchangeSubmission(
            Failures failures,
            ExchangeRules rules,
            Mailboxes mailboxes,
            RequestLog requests,
            Supplier<SSLContext> certificate,
            ExecutorService threads) {
        this.failures = failures;
        this.rules = rules;
        this.mailboxes = mailboxes;
        this.requests = requests;
        this.certificate = certificate;
        this.threads = threads;
    }

    ExchangeSubmission open(int wantedPort) throws IOException {
        port = FreePort.open(wantedPort, candidate -> {
            listen(candidate);
            return candidate;
        });
        return this;
    }

    int port() {
        return port;
    }

    /** Opens or shuts the port; shutting cuts what is connected. Once it returns, a shut port refuses. */
    void set(boolean open) {
        if (open) {
            reopen();
        } else {
            close();
        }
    }

    @Override
    public void close() {
        Future<?> ending = shut();
        try {
            // The thread that waits in accept holds the port open until it has noticed.
            ending.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    private synchronized void reopen() {
        try {
            if (listening == null) {
                listen(port);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized Future<?> shut() {
        try {
            if (listening != null) {
                listening.close();
                listening = null;
            }
            for (Socket connection : connections) {
                connection.close();
            }
            connections.clear();
            return accepting;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void listen(int onPort) throws IOException {
        var opening = new ServerSocket();
        try {
            opening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), onPort), WAITING_CONNECTIONS);
        } catch (IOException taken) {
            opening.close();
            throw taken;
        }
        listening = opening;
        accepting = threads.submit(() -> acceptAll(opening));
    }

    private void acceptAll(ServerSocket from) {
        try {
            while (true) {
                Socket connection = from.accept();
                connection.setTcpNoDelay(true);
                if (admit(from, connection)) {
                    threads.execute(() -> serve(connection));
                } else {
                    connection.close();
                }
            }
        } catch (IOException closed) {
            LOGGER.log(Level.TRACE, "The submission port was closed.");
        }
    }

    private synchronized boolean admit(ServerSocket from, Socket connection) {
        return from == listening && connections.add(connection);
    }

    private void serve(Socket connection) {
        try (connection;
                var wire = new SmtpWire(connection)) {
            if (failures.is(Failure.SMTP_SILENT)) {
                failures.awaitOff(Failure.SMTP_SILENT);
                return;
            }
            new ExchangeSession(wire, failures, rules, mailboxes, requests, certificate).talk();
        } catch (IOException hungUp) {
            LOGGER.log(Level.TRACE, "A client of the submission port hung up.");
        } finally {
            synchronized (this) {
                connections.remove(connection);
            }
        }
    }
}
