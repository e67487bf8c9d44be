package org.signetmail.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.signetmail.account.OutboundProxy;

/** An HTTP proxy on loopback that opens a tunnel to any host and records what callers send. */
final class RecordingProxy implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream tunnelled = new ByteArrayOutputStream();
    private final String reply;

    /** @param extra sent in clear text in the same write as the 200 */
    RecordingProxy(String extra) throws IOException {
        this("HTTP/1.1 200 Connection established", extra);
    }

    private RecordingProxy(String reply, String extra) throws IOException {
        this.reply = reply;
        RawHost.inBackground(() -> {
            while (true) {
                Socket caller = listener.accept();
                open.add(caller);
                RawHost.inBackground(() -> serve(caller, extra));
            }
        });
    }

    /** A proxy that refuses tunnels. */
    static RecordingProxy refusing(String reply) throws IOException {
        return new RecordingProxy(reply, "");
    }

    int port() {
        return listener.getLocalPort();
    }

    OutboundProxy proxy() {
        return OutboundProxy.at("http://localhost:" + port());
    }

    /** The heads of the requests for a tunnel. */
    List<String> requests() {
        return requests;
    }

    /** What callers sent through the tunnel. */
    String tunnelled() {
        return tunnelled.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void serve(Socket caller, String extra) throws IOException {
        String head = RawHost.head(caller.getInputStream()).orElseThrow();
        requests.add(head);
        if (!reply.startsWith("HTTP/1.1 2")) {
            caller.getOutputStream()
                    .write((reply + "\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return;
        }
        String[] target = head.split(" ", -1)[1].split(":", -1);
        try (var host = new Socket(target[0], Integer.parseInt(target[1]))) {
            open.add(host);
            caller.getOutputStream().write((reply + "\r\n\r\n" + extra).getBytes(StandardCharsets.US_ASCII));
            RawHost.inBackground(() -> relay(host, caller, OutputStream.nullOutputStream()));
            relay(caller, host, tunnelled);
        }
    }

    private static void relay(Socket from, Socket to, OutputStream seen) throws IOException {
        var part = new byte[8192];
        for (int got = from.getInputStream().read(part);
                got >= 0;
                got = from.getInputStream().read(part)) {
            seen.write(part, 0, got);
            to.getOutputStream().write(part, 0, got);
        }
        to.shutdownOutput();
    }
}
