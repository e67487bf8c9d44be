package org.signetmail.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on loopback that echoes each byte except two: it swallows {@code SWALLOWED}, and sends {@code GOODBYE}
 * back and closes.
 */
final class EchoServer implements Closeable {
    static final int SWALLOWED = 's';
    static final int GOODBYE = 'g';

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger received = new AtomicInteger();

    EchoServer() throws IOException {
        RawHost.inBackground(() -> {
            while (true) {
                Socket caller = listener.accept();
                open.add(caller);
                RawHost.inBackground(() -> serve(caller));
            }
        });
    }

    private void serve(Socket caller) throws IOException {
        for (int next = caller.getInputStream().read();
                next >= 0 && next != GOODBYE;
                next = caller.getInputStream().read()) {
            received.incrementAndGet();
            if (next != SWALLOWED) {
                caller.getOutputStream().write(next);
            }
        }
        caller.getOutputStream().write(GOODBYE);
        caller.close();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket each : open) {
            each.close();
        }
    }

    boolean hasReceived() {
        return received.get() > 0;
    }

    Connection connection() throws IOException {
        return new Connection(this);
    }

    /** A poolable connection to the server. */
    static final class Connection implements ReusableConnection {
        private final DeadlineSocket socket = new DeadlineSocket(Deadline.in(Duration.ofSeconds(20)));
        final AtomicInteger holders = new AtomicInteger();
        int checks;
        boolean unresponsive;

        Connection(EchoServer server) throws IOException {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.listener.getLocalPort()), 0);
        }

        void write(int value) throws IOException {
            socket.getOutputStream().write(new byte[] {(byte) value});
        }

        boolean echoes(int value) {
            try {
                write(value);
                return socket.getInputStream().read() == value;
            } catch (IOException aborted) {
                return false;
            }
        }

        boolean isClosed() {
            return socket.isClosed();
        }

        @Override
        public boolean hasUnreadInput() {
            return socket.hasUnreadInput();
        }

        @Override
        public boolean isAlive() {
            checks++;
            socket.extendDeadline(Deadline.in(Duration.ofMillis(300)));
            return echoes(unresponsive ? SWALLOWED : 'a');
        }

        @Override
        public boolean extendDeadline(Deadline deadline) {
            return socket.extendDeadline(deadline);
        }

        @Override
        public void abortIfOverdue() {
            try {
                socket.abortIfOverdue();
            } catch (IOException closedAlready) {
                throw new AssertionError(closedAlready);
            }
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException closedAlready) {
                throw new AssertionError(closedAlready);
            }
        }
    }
}
