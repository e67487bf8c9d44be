package org.signetmail.check;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.signetmail.net.SeveralAddresses;

/** A service that sends one line to each client. */
final class SingleReplyService implements AutoCloseable {
    private final ServerSocket door;
    private final List<Socket> callers = new CopyOnWriteArrayList<>();

    SingleReplyService(String line, String address) throws IOException {
        door = new ServerSocket(0, 50, SeveralAddresses.address(address));
        var thread = new Thread(() -> {
            while (!door.isClosed()) {
                try {
                    Socket caller = door.accept();
                    callers.add(caller);
                    caller.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    caller.shutdownOutput();
                } catch (IOException closed) {
                    return;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return door.getLocalPort();
    }

    int callers() {
        return callers.size();
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket caller : callers) {
            caller.close();
        }
    }
}
