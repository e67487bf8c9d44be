package org.signetmail.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.signetmail.account.SmtpServer;

/** Stands before a server, tells what was said to it, and can offer in its name what it does not offer. */
final class EhloRewritingProxy implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<String> answered = new CopyOnWriteArrayList<>();

    /** @param more extensions, apart by blanks; blank for none */
    EhloRewritingProxy(int port, String more) throws IOException {
        InBackground.start("announcing", () -> {
            while (true) {
                Socket caller = door.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), port);
                InBackground.start(
                        "announcing", () -> pass(caller.getInputStream(), server.getOutputStream(), "", said));
                InBackground.start(
                        "announcing", () -> pass(server.getInputStream(), caller.getOutputStream(), more, answered));
            }
        });
    }

    SmtpServer server() {
        return new SmtpServer("localhost", door.getLocalPort());
    }

    /** All that was said to the server. */
    String said() {
        return String.join("", said);
    }

    /** All that it answered, what was announced in its name aside. */
    String answered() {
        return String.join("", answered);
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private static void pass(InputStream in, OutputStream out, String more, List<String> heard) throws IOException {
        try (in;
                out) {
            var bytes = new byte[1 << 16];
            for (int got = in.read(bytes); got >= 0; got = in.read(bytes)) {
                String text = new String(bytes, 0, got, StandardCharsets.ISO_8859_1);
                heard.add(text);
                // The reply to EHLO is the one with several lines; its first is a greeting.
                String passed = !more.isBlank() && text.startsWith("250-")
                        ? text.replaceFirst("\r\n", "\r\n250-" + more.replace(" ", "\r\n250-") + "\r\n")
                        : text;
                out.write(passed.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }
}
