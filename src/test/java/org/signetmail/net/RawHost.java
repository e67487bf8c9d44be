package org.signetmail.net;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.signetmail.account.Peer;
import org.signetmail.account.Trust;
import org.signetmail.token.LoopbackTls;

/** An https host on loopback that sends scripted bytes. Each connection has its own thread. */
final class RawHost implements AutoCloseable {
    static final String CANARY = "canary.access.token";
    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Pattern LENGTH = Pattern.compile("(?im)^Content-Length: *([0-9]+)");

    /** Handles one connection, which is closed when the script returns. */
    interface Script {
        void with(Caller caller) throws IOException, InterruptedException;
    }

    /** A request received. */
    record Request(String head, String body) {
        boolean hasHeader(String header) {
            return head.toLowerCase(Locale.ROOT).contains("\r\n" + header.toLowerCase(Locale.ROOT) + "\r\n");
        }
    }

    private final Trust trust;
    private final SSLSocketFactory tls;
    private final ServerSocket listener;
    private final List<Socket> callers = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Semaphore goodbyes = new Semaphore(0);
    private final CountDownLatch over = new CountDownLatch(1);

    RawHost(LoopbackTls authority, Script script) throws IOException, GeneralSecurityException {
        this(authority, "localhost", InetAddress.getLoopbackAddress(), 0, script);
    }

    /** @param name of the certificate */
    RawHost(LoopbackTls authority, String name, InetAddress own, int port, Script script)
            throws IOException, GeneralSecurityException {
        listener = new ServerSocket(port, 50, own);
        trust = Trust.only(authority.caFile());
        tls = authority.serverNamed(name).getSocketFactory();
        inBackground(() -> {
            while (true) {
                Socket plain = listener.accept();
                callers.add(plain);
                inBackground(() -> serve(plain, script));
            }
        });
    }

    /** A host that sends the same reply to each request. */
    static RawHost replying(LoopbackTls authority, String text) throws IOException, GeneralSecurityException {
        return new RawHost(authority, script(text));
    }

    static Script script(String text) {
        return caller -> {
            while (caller.request().isPresent()) {
                caller.send(text);
            }
        };
    }

    int port() {
        return listener.getLocalPort();
    }

    URI address() {
        return URI.create("https://localhost:" + listener.getLocalPort() + "/path");
    }

    int connections() {
        return callers.size();
    }

    List<Request> requests() {
        return requests;
    }

    /** Waits until one more caller has closed its side. */
    boolean awaitGoodbye() throws InterruptedException {
        return goodbyes.tryAcquire(10, TimeUnit.SECONDS);
    }

    boolean hasReceivedGoodbye() {
        return goodbyes.availablePermits() > 0;
    }

    HttpReply get(CloudHttpClient client) throws NoReply {
        return get(client, DEADLINE);
    }

    HttpReply get(CloudHttpClient client, Duration time) throws NoReply {
        return call(client, HttpCall.get(address(), Map.of("Authorization", "Bearer " + CANARY)), time);
    }

    HttpReply post(CloudHttpClient client, byte[] body, Duration time) throws NoReply {
        return call(client, HttpCall.post(address(), Map.of(), body), time);
    }

    HttpReply call(CloudHttpClient client, HttpCall call, Duration time) throws NoReply {
        return client.call(Peer.GRAPH, trust, call, time);
    }

    /** For a connection opened without {@link CloudHttpClient}. */
    Endpoint endpoint() {
        return Endpoint.of(trust, address());
    }

    @Override
    public void close() throws IOException {
        over.countDown();
        listener.close();
        for (Socket caller : callers) {
            caller.close();
        }
    }

    private void serve(Socket plain, Script script) throws IOException, InterruptedException {
        try (var secured = (SSLSocket) tls.createSocket(plain, InputStream.nullInputStream(), true)) {
            script.with(new Caller(plain, secured));
        }
    }

    /** Background work of a test host; ends when its sockets are closed. */
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    static void inBackground(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException gone) {
                // The caller disconnected, or the test is over.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** Reads up to the empty line; empty if the caller closed its side. */
    static Optional<String> head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            head.append((char) next);
        }
        return Optional.of(head.toString());
    }

    /** One connection of a caller. */
    final class Caller {
        private final Socket plain;
        private final SSLSocket secured;
        private final InputStream in;

        private Caller(Socket plain, SSLSocket secured) throws IOException {
            this.plain = plain;
            this.secured = secured;
            in = new BufferedInputStream(secured.getInputStream());
        }

        /** Reads one complete request; empty if the caller closed its side. */
        Optional<Request> request() throws IOException {
            Optional<String> head = head(in);
            if (head.isEmpty()) {
                goodbyes.release();
                return Optional.empty();
            }
            Matcher length = LENGTH.matcher(head.get());
            byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            var request = new Request(head.get(), new String(body, StandardCharsets.ISO_8859_1));
            requests.add(request);
            return Optional.of(request);
        }

        /** Reads a request's head and leaves its body unread. */
        void headOnly() throws IOException {
            head(in);
        }

        void send(String text) throws IOException {
            secured.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** Sends this repeatedly until the caller disconnects. */
        void sendForever(String text, Duration pause) throws IOException, InterruptedException {
            while (!over.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                send(text);
            }
        }

        void shutdownOutput() throws IOException {
            secured.shutdownOutput();
        }

        void close() throws IOException {
            secured.close();
        }

        /** Closes the socket without a TLS close_notify. */
        void vanish() throws IOException {
            plain.close();
        }

        void blockUntilEnd() throws InterruptedException {
            over.await();
        }
    }
}
