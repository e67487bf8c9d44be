package org.signetmail.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Loopback addresses for a test's host name, some with a server and some without. */
public final class SeveralAddresses {
    private SeveralAddresses() {}

    /** Resolves any name to these addresses, in this order. */
    public static AddressResolver are(String... addresses) {
        return host -> {
            var found = new ArrayList<InetAddress>();
            for (String address : addresses) {
                found.add(address(address));
            }
            return found;
        };
    }

    public static InetAddress address(String literal) throws UnknownHostException {
        return InetAddress.getByName(literal);
    }

    /** An address whose backlog is full: the kernel drops each SYN. */
    public static final class BlackHole implements AutoCloseable {
        private final List<Socket> before = new ArrayList<>();
        private final ServerSocket full;

        public BlackHole(String address) throws IOException {
            full = new ServerSocket(0, 1, address(address));
            while (isOpen()) {}
        }

        public int port() {
            return full.getLocalPort();
        }

        private boolean isOpen() throws IOException {
            var socket = new Socket();
            before.add(socket);
            try {
                socket.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()), 200);
                return true;
            } catch (SocketTimeoutException backlogIsFull) {
                return false;
            }
        }

        @Override
        public void close() throws IOException {
            full.close();
            for (Socket socket : before) {
                socket.close();
            }
        }
    }

    /** Accepts connections in the kernel and stays silent. */
    public static ServerSocket silent(String address) throws IOException {
        return new ServerSocket(0, 50, address(address));
    }

    static String[] range(String before, int count) {
        var addresses = new String[count];
        Arrays.setAll(addresses, i -> before + (i + 1));
        return addresses;
    }
}
