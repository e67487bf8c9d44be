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

/** A proxy in front of an SMTP server: records both sides and can add extensions to its EHLO reply. */
final class EhloRewritingProxy implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<String> answered = new CopyOnWriteArrayList<>();

    /** @param more extensions to add, separated by spaces; blank for none */
    EhloRewritingProxy(int port, String more) throws IOException {
        InBackground.start("announcing", () -> {
            while (true) {
                Socket caller = listener.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), port);
                InBackground.start(
                        "announcing", () -> pass(caller.getInputStream(), server.getOutputStream(), "", said));
                InBackground.start(
                        "announcing", () -> pass(server.getInputStream(), caller.getOutputStream(), more, answered));
            }
        });
    }

    SmtpServer server() {
        return new SmtpServer("localhost", listener.getLocalPort());
    }

    /** Everything sent to the server. */
    String said() {
        return String.join("", said);
    }

    /** Everything the server replied, without the added extensions. */
    String answered() {
        return String.join("", answered);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private static void pass(InputStream in, OutputStream out, String more, List<String> heard) throws IOException {
        try (in;
                out) {
            var bytes = new byte[1 << 16];
            for (int got = in.read(bytes); got >= 0; got = in.read(bytes)) {
                String text = new String(bytes, 0, got, StandardCharsets.ISO_8859_1);
                heard.add(text);
                // Only the reply to EHLO has several lines; the first is a greeting.
                String passed = !more.isBlank() && text.startsWith("250-")
                        ? text.replaceFirst("\r\n", "\r\n250-" + more.replace(" ", "\r\n250-") + "\r\n")
                        : text;
                out.write(passed.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }
}
