package org.signetmail.database;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether a host is this machine, by what is written alone: a name service that answers with 127.0.0.1 today may answer with
 * another address when the connection is opened.
 */
final class Loopback {
    /** What {@link InetAddress#getByName} reads itself: with dots, decimal, or IPv6, which may have brackets and a zone. */
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%\\w+)?\\]?");

    private Loopback() {}

    static boolean is(String host) {
        String name = host.strip().toLowerCase(Locale.ROOT);
        if (name.equals("localhost") || name.equals("localhost.")) {
            return true;
        }
        if (!LITERAL.matcher(name).matches()) {
            return false;
        }
        try {
            InetAddress address = InetAddress.getByName(name);
            return address.isLoopbackAddress() || address.isAnyLocalAddress();
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }
}
