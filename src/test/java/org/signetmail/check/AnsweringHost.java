package org.signetmail.check;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.signetmail.token.LoopbackTls;

/** An https host on loopback that answers every request with the same bytes. */
final class AnsweringHost implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?im)^Content-Length: *([0-9]+)");

    private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final SSLContext tls;
    private volatile byte[] answer = {};

    AnsweringHost(LoopbackTls authority) throws IOException, GeneralSecurityException {
        tls = authority.localhost();
        var thread = new Thread(this::serve, "answering-host");
        thread.setDaemon(true);
        thread.start();
    }

    URI address() {
        return URI.create("https://localhost:" + socket.getLocalPort());
    }

    void answers(byte[] recorded) {
        answer = recorded;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket plain = socket.accept();
                    var caller = (SSLSocket)
                            tls.getSocketFactory().createSocket(plain, InputStream.nullInputStream(), true)) {
                readRequest(new BufferedInputStream(caller.getInputStream()));
                caller.getOutputStream().write(answer);
            } catch (IOException gone) {
                // The client closed the connection, or the test has ended.
            }
        }
    }

    private static void readRequest(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("No request");
            }
            head.append((char) next);
        }
        Matcher length = LENGTH.matcher(head);
        in.skipNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
    }
}
