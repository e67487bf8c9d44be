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

/** A server on loopback that returns each byte, save the one that it swallows and the one on which it says goodbye and hangs up. */
final class EchoServer implements Closeable {
    static final int SWALLOWED = 's';
    static final int GOODBYE = 'g';

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger heard = new AtomicInteger();

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
        for (int said = caller.getInputStream().read();
                said >= 0 && said != GOODBYE;
                said = caller.getInputStream().read()) {
            heard.incrementAndGet();
            if (said != SWALLOWED) {
                caller.getOutputStream().write(said);
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

    boolean hasHeard() {
        return heard.get() > 0;
    }

    Connection connection() throws IOException {
        return new Connection(this);
    }

    /** A connection to it, as a pool keeps it. */
    static final class Connection implements ReusableConnection {
        private final DeadlineSocket socket = new DeadlineSocket(Deadline.in(Duration.ofSeconds(20)));
        final AtomicInteger holders = new AtomicInteger();
        int asked;
        boolean deaf;

        Connection(EchoServer server) throws IOException {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.listener.getLocalPort()), 0);
        }

        void write(int letter) throws IOException {
            socket.getOutputStream().write(new byte[] {(byte) letter});
        }

        boolean answers(int letter) {
            try {
                write(letter);
                return socket.getInputStream().read() == letter;
            } catch (IOException aborted) {
                return false;
            }
        }

        boolean isClosed() {
            return socket.isClosed();
        }

        @Override
        public boolean hasUnreadInput() {
            return socket.hasSomethingToRead();
        }

        @Override
        public boolean isAlive() {
            asked++;
            socket.until(Deadline.in(Duration.ofMillis(300)));
            return answers(deaf ? SWALLOWED : 'a');
        }

        @Override
        public boolean extendDeadline(Deadline deadline) {
            return socket.until(deadline);
        }

        @Override
        public void abortIfOverdue() {
            try {
                socket.closeIfLate();
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
