package org.signetmail.net;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.signetmail.text.Messages;

/**
 * A socket that checks its deadline before each read and write: a peer that sends a byte now and then gains no time
 * over a silent one. Disables Nagle's algorithm, which costs up to 40 ms per round trip.
 */
public final class DeadlineSocket extends Socket {
    private static final Duration PAUSE = Duration.ofDays(1);

    private final Object deadlineLock = new Object();
    private volatile Deadline deadline;
    private volatile int readTimeout;
    private @Nullable InputStream lineStream;
    private boolean tls;
    private boolean aborted;

    public DeadlineSocket(Deadline deadline) {
        this.deadline = deadline;
    }

    /**
     * Replaces the deadline; the socket is not aborted before the new one.
     *
     * @return false if it was aborted already
     */
    public boolean extendDeadline(Deadline replacement) {
        synchronized (deadlineLock) {
            deadline = replacement;
            return !aborted;
        }
    }

    /** An action that may fail as a read or write does. */
    public interface IoAction {
        /** For nothing to do. */
        IoAction NONE = () -> {};

        void run() throws IOException;
    }

    /**
     * Runs an action whose time doesn't count, as the peer isn't involved: the deadline moves by it, and until then the
     * socket is not aborted.
     *
     * @throws IOException if the deadline has passed already, so that the action is not run, or the action throws it
     */
    public void pauseDeadline(IoAction action) throws IOException {
        Deadline paused = deadline;
        long began = System.nanoTime();
        extendDeadline(paused.later(PAUSE));
        try {
            paused.millisLeft(0); // Throws if it has passed, and only then the socket may have been aborted.
            action.run();
        } finally {
            extendDeadline(paused.later(Duration.ofNanos(System.nanoTime() - began)));
        }
    }

    /** Closes the socket if its current deadline has passed, which ends a blocked read or write. */
    public void abortIfOverdue() throws IOException {
        synchronized (deadlineLock) {
            if (deadline.isOver()) {
                aborted = true;
                close();
            }
        }
    }

    /** Whether unread input is available, or the connection is gone. */
    public boolean hasUnreadInput() {
        try {
            return getInputStream().available() > 0;
        } catch (IOException closed) {
            return true;
        }
    }

    @Override
    public void connect(SocketAddress address, int timeout) throws IOException {
        if (address instanceof InetSocketAddress internet && internet.isUnresolved()) {
            throw new UnknownHostException(internet.getHostString());
        }
        super.connect(address, deadline.millisLeft(timeout));
        setTcpNoDelay(true);
    }

    @Override
    public synchronized void setSoTimeout(int timeout) throws SocketException {
        readTimeout = timeout;
        super.setSoTimeout(timeout);
    }

    /**
     * Switches the socket to TLS.
     *
     * @throws SSLException if clear text is still unread: it would be mistaken for data received through TLS
     * @see <a href="https://www.rfc-editor.org/rfc/rfc3207#section-4.2">RFC 3207 section 4.2</a>
     */
    public synchronized void beginTls() throws IOException {
        if (getInputStream().available() > 0) {
            throw new SSLException(Messages.text("net.clearBeforeTls"));
        }
        tls = true;
    }

    @Override
    public synchronized InputStream getInputStream() throws IOException {
        if (tls) {
            return byteStream();
        }
        InputStream stream = lineStream;
        if (stream == null) {
            stream = new SingleLineInputStream(byteStream());
            lineStream = stream;
        }
        return stream;
    }

    private InputStream byteStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                applyDeadline();
                int count = super.read();
                deadline.countReceived(1);
                return count;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                applyDeadline();
                int count = super.read(into, from, length);
                deadline.countReceived(count);
                return count;
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(super.getOutputStream()) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                applyDeadline();
                try {
                    out.write(bytes, from, length);
                } catch (SocketException closed) {
                    applyDeadline(); // abortIfOverdue() closed it: nothing else ends a blocked write.
                    throw closed;
                }
            }
        };
    }

    private void applyDeadline() throws IOException {
        super.setSoTimeout(deadline.millisLeft(readTimeout));
    }
}
