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
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A socket that looks at the deadline before each step: a peer that says a byte now and then gets no further than a silent
 * one. Without Nagle's delay, which costs a dialogue up to 40 ms a step.
 */
public final class DeadlineSocket extends Socket {
    private final Object exchange = new Object();
    private volatile Deadline deadline;
    private volatile int readTimeOut;
    private @Nullable InputStream lineMode;
    private boolean underTls;
    private boolean aborted;

    public DeadlineSocket(Deadline deadline) {
        this.deadline = deadline;
    }

    /**
     * Gives it a new deadline; nobody breaks it off before.
     *
     * @return false if it was broken off already
     */
    public boolean until(Deadline moment) {
        synchronized (exchange) {
            deadline = moment;
            return !aborted;
        }
    }

    /** Ends a read or a write that goes on beyond the deadline: never beyond one that was just replaced. */
    public void closeIfLate() throws IOException {
        synchronized (exchange) {
            if (deadline.isOver()) {
                aborted = true;
                close();
            }
        }
    }

    /** Whether something came that nobody has read, or the connection is gone. */
    public boolean hasSomethingToRead() {
        try {
            return getInputStream().available() > 0;
        } catch (IOException closed) {
            return true;
        }
    }

    @Override
    public void connect(SocketAddress address, int timeOut) throws IOException {
        if (address instanceof InetSocketAddress internet && internet.isUnresolved()) {
            throw new UnknownHostException(internet.getHostString());
        }
        super.connect(address, deadline.millisLeft(timeOut));
        setTcpNoDelay(true);
    }

    @Override
    public synchronized void setSoTimeout(int timeOut) throws SocketException {
        readTimeOut = timeOut;
        super.setSoTimeout(timeOut);
    }

    /**
     * From here on it carries TLS.
     *
     * @throws SSLException if the server has said more than it was asked for: it would be taken for said through TLS
     * @see <a href="https://www.rfc-editor.org/rfc/rfc3207#section-4.2">RFC 3207 section 4.2</a>
     */
    public synchronized void beginTls() throws IOException {
        if (getInputStream().available() > 0) {
            throw new SSLException("The server goes on in clear where TLS begins");
        }
        underTls = true;
    }

    @Override
    public synchronized InputStream getInputStream() throws IOException {
        if (underTls) {
            return bytes();
        }
        InputStream known = lineMode;
        if (known == null) {
            known = new SingleLineInputStream(bytes());
            lineMode = known;
        }
        return known;
    }

    private InputStream bytes() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                abortBlockedRead();
                int got = super.read();
                deadline.peerActive(1);
                return got;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                abortBlockedRead();
                int got = super.read(into, from, length);
                deadline.peerActive(got);
                return got;
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(super.getOutputStream()) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                abortBlockedRead();
                try {
                    out.write(bytes, from, length);
                } catch (SocketException closed) {
                    abortBlockedRead(); // Closed because it took too long, as nothing else ends a write.
                    throw closed;
                }
            }
        };
    }

    private void abortBlockedRead() throws IOException {
        super.setSoTimeout(deadline.millisLeft(readTimeOut));
    }
}
