package org.signetmail.database;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Recognises loopback hosts by their name or literal alone: a name that resolves to 127.0.0.1 now may resolve to
 * another address when the connection is opened.
 */
final class Loopback {
    /**
     * Literals that {@link InetAddress#getByName} parses without a name service: dotted, decimal, or IPv6 with optional
     * brackets and zone.
     */
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%\\w+)?\\]?");

    private Loopback() {}

    static boolean isLoopback(String host) {
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
