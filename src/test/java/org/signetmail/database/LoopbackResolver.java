package org.signetmail.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/** Connects every host name to this machine, so that a test has an apparently remote host. */
public final class LoopbackResolver extends SocketFactory {
    /** URL parameter for the PostgreSQL driver. */
    static final String PARAMETER = "socketFactory=" + LoopbackResolver.class.getName();

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public void connect(SocketAddress meant, int timeout) throws IOException {
                super.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), ((InetSocketAddress) meant).getPort()),
                        timeout);
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw new UnsupportedOperationException();
    }
}
