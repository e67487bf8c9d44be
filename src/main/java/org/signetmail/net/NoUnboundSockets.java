package org.signetmail.net;

import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;
import org.signetmail.text.Messages;

/**
 * A socket factory that refuses every socket. Any SMTP transport other than Signet's that an application creates
 * from Signet's mail session gets this one.
 */
public final class NoUnboundSockets extends SocketFactory {
    @Override
    public Socket createSocket() throws SocketException {
        throw refused();
    }

    @Override
    public Socket createSocket(String host, int port) throws SocketException {
        throw refused();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress own, int ownPort) throws SocketException {
        throw refused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws SocketException {
        throw refused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress own, int ownPort) throws SocketException {
        throw refused();
    }

    private static SocketException refused() {
        return new SocketException(Messages.text("net.noOtherServer"));
    }
}
