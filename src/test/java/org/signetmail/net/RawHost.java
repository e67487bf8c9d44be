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

/** An https host on loopback that speaks as a test tells it, byte for byte, to each caller in a thread of his own. */
final class RawHost implements AutoCloseable {
    static final String CANARY = "canary.access.token";
    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Pattern LENGTH = Pattern.compile("(?im)^Content-Length: *([0-9]+)");

    /** What is done with a caller. At its end he is hung up on. */
    interface Script {
        void with(Caller caller) throws IOException, InterruptedException;
    }

    /** What was asked. */
    record Asked(String head, String body) {
        boolean says(String header) {
            return head.toLowerCase(Locale.ROOT).contains("\r\n" + header.toLowerCase(Locale.ROOT) + "\r\n");
        }
    }

    private final Trust trust;
    private final SSLSocketFactory tls;
    private final ServerSocket door;
    private final List<Socket> callers = new CopyOnWriteArrayList<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Semaphore goodbyes = new Semaphore(0);
    private final CountDownLatch over = new CountDownLatch(1);

    RawHost(LoopbackTls authority, Script script) throws IOException, GeneralSecurityException {
        this(authority, "localhost", InetAddress.getLoopbackAddress(), 0, script);
    }

    /** @param name what its certificate is for */
    RawHost(LoopbackTls authority, String name, InetAddress own, int port, Script script)
            throws IOException, GeneralSecurityException {
        door = new ServerSocket(port, 50, own);
        trust = Trust.only(authority.caFile());
        tls = authority.serverNamed(name).getSocketFactory();
        inBackground(() -> {
            while (true) {
                Socket plain = door.accept();
                callers.add(plain);
                inBackground(() -> serve(plain, script));
            }
        });
    }

    /** That answers each request of a caller with the same words. */
    static RawHost answering(LoopbackTls authority, String words) throws IOException, GeneralSecurityException {
        return new RawHost(authority, saying(words));
    }

    static Script saying(String words) {
        return caller -> {
            while (caller.request().isPresent()) {
                caller.say(words);
            }
        };
    }

    int port() {
        return door.getLocalPort();
    }

    URI address() {
        return URI.create("https://localhost:" + door.getLocalPort() + "/path");
    }

    int connections() {
        return callers.size();
    }

    List<Asked> asked() {
        return asked;
    }

    /** Waits until a caller, one more than before, has said goodbye. */
    boolean hearsGoodbye() throws InterruptedException {
        return goodbyes.tryAcquire(10, TimeUnit.SECONDS);
    }

    boolean hasHeardGoodbye() {
        return goodbyes.availablePermits() > 0;
    }

    HttpReply get(CloudHttpClient line) throws NoReply {
        return get(line, DEADLINE);
    }

    HttpReply get(CloudHttpClient line, Duration time) throws NoReply {
        return call(line, HttpCall.get(address(), Map.of("Authorization", "Bearer " + CANARY)), time);
    }

    HttpReply post(CloudHttpClient line, byte[] body, Duration time) throws NoReply {
        return call(line, HttpCall.post(address(), Map.of(), body), time);
    }

    HttpReply call(CloudHttpClient line, HttpCall call, Duration time) throws NoReply {
        return line.call(Peer.GRAPH, trust, call, time);
    }

    /** For a connection without a line. */
    Endpoint destination() {
        return Endpoint.of(trust, address());
    }

    @Override
    public void close() throws IOException {
        over.countDown();
        door.close();
        for (Socket caller : callers) {
            caller.close();
        }
    }

    private void serve(Socket plain, Script script) throws IOException, InterruptedException {
        try (var secured = (SSLSocket) tls.createSocket(plain, InputStream.nullInputStream(), true)) {
            script.with(new Caller(plain, secured));
        }
    }

    /** Work of a test's host; it ends with its sockets. */
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    static void inBackground(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException gone) {
                // The caller hung up, or the test is over.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** Reads up to the empty line; nothing if there was a goodbye instead. */
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

    /** Who calls, over one connection. */
    final class Caller {
        private final Socket plain;
        private final SSLSocket secured;
        private final InputStream in;

        private Caller(Socket plain, SSLSocket secured) throws IOException {
            this.plain = plain;
            this.secured = secured;
            in = new BufferedInputStream(secured.getInputStream());
        }

        /** Reads one request to its end; nothing if the caller said goodbye. */
        Optional<Asked> request() throws IOException {
            Optional<String> head = head(in);
            if (head.isEmpty()) {
                goodbyes.release();
                return Optional.empty();
            }
            Matcher length = LENGTH.matcher(head.get());
            byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            var request = new Asked(head.get(), new String(body, StandardCharsets.ISO_8859_1));
            asked.add(request);
            return Optional.of(request);
        }

        /** Reads a request's head and leaves its body where it is. */
        void headOnly() throws IOException {
            head(in);
        }

        void say(String words) throws IOException {
            secured.getOutputStream().write(words.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** Says this again and again, until the caller has enough of it. */
        void sayForEver(String words, Duration pause) throws IOException, InterruptedException {
            while (!over.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                say(words);
            }
        }

        void sayGoodbye() throws IOException {
            secured.shutdownOutput();
        }

        void hangUp() throws IOException {
            secured.close();
        }

        /** Is gone without a goodbye in TLS. */
        void vanish() throws IOException {
            plain.close();
        }

        void beSilent() throws InterruptedException {
            over.await();
        }
    }
}
