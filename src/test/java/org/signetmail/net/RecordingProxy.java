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

/** An HTTP proxy on loopback that makes a tunnel to whoever is asked for, and keeps all that a caller says. */
final class RecordingProxy implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream tunnelled = new ByteArrayOutputStream();
    private final String answer;

    /** @param behind is said in clear to the caller, in one go with the 200 */
    RecordingProxy(String behind) throws IOException {
        this("HTTP/1.1 200 Connection established", behind);
    }

    private RecordingProxy(String answer, String behind) throws IOException {
        this.answer = answer;
        RawHost.inBackground(() -> {
            while (true) {
                Socket caller = door.accept();
                open.add(caller);
                RawHost.inBackground(() -> serve(caller, behind));
            }
        });
    }

    /** That makes no tunnel. */
    static RecordingProxy refusing(String answer) throws IOException {
        return new RecordingProxy(answer, "");
    }

    int port() {
        return door.getLocalPort();
    }

    OutboundProxy proxy() {
        return OutboundProxy.at("http://localhost:" + port());
    }

    /** The heads of the requests for a tunnel. */
    List<String> asked() {
        return asked;
    }

    /** What callers said through the tunnel. */
    String tunnelled() {
        return tunnelled.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void serve(Socket caller, String behind) throws IOException {
        String head = RawHost.head(caller.getInputStream()).orElseThrow();
        asked.add(head);
        if (!answer.startsWith("HTTP/1.1 2")) {
            caller.getOutputStream()
                    .write((answer + "\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return;
        }
        String[] target = head.split(" ", -1)[1].split(":", -1);
        try (var host = new Socket(target[0], Integer.parseInt(target[1]))) {
            open.add(host);
            caller.getOutputStream().write((answer + "\r\n\r\n" + behind).getBytes(StandardCharsets.US_ASCII));
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
