package org.signetmail.database;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Impersonates a server without TLS and requests the password in clear. */
final class PasswordThief implements AutoCloseable {
    private static final byte[] NO_TLS = {'N'};
    private static final byte[] PASSWORD_PLEASE = {'R', 0, 0, 0, 8, 0, 0, 0, 3};

    private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final Thread thread = new Thread(this::listen, "thief");

    PasswordThief() throws IOException {
        thread.start();
    }

    private void listen() {
        while (!socket.isClosed()) {
            try (var victim = socket.accept()) {
                victim.setSoTimeout(2_000);
                receive(victim);
                victim.getOutputStream().write(NO_TLS);
                receive(victim);
                victim.getOutputStream().write(PASSWORD_PLEASE);
                receive(victim);
            } catch (IOException gone) {
                // The next client may send more.
            }
        }
    }

    private void receive(Socket victim) throws IOException {
        var buffer = new byte[4_096];
        int read = victim.getInputStream().read(buffer);
        synchronized (heard) {
            heard.write(buffer, 0, Math.max(read, 0));
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    String heard() throws IOException, InterruptedException {
        socket.close();
        thread.join();
        synchronized (heard) {
            return heard.toString(StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
