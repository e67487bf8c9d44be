package org.signetmail.token;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;

/** What the JDK's exceptions say about a connection. */
public final class NetworkTrouble {
    private static final int DEEPEST = 12;

    private NetworkTrouble() {}

    /** The symptom of a connection to this host that went wrong; one of the {@code NET_} names. */
    public static Symptom seen(Peer peer, String host, Throwable thrown, Instant at) {
        return symptom(peer, host, thrown, at, false);
    }

    /** Likewise where a proxy stands between: it looks up the name and makes the connection. */
    static Symptom seenThroughProxy(Peer peer, String host, Throwable thrown, Instant at) {
        return symptom(peer, host, thrown, at, true);
    }

    private static Symptom symptom(Peer peer, String host, Throwable thrown, Instant at, boolean proxied) {
        List<Throwable> chain = chain(thrown);
        String code = code(chain);
        if (proxied && isTheProxys(code, chain)) {
            code = Symptom.NET_PROXY;
        }
        return Symptom.unanswered(peer, code, host + ": " + words(chain), at);
    }

    private static String code(List<Throwable> chain) {
        if (has(chain, UnresolvedAddressException.class) || has(chain, UnknownHostException.class)) {
            return Symptom.NET_NAME;
        }
        if (has(chain, HttpTimeoutException.class)
                || has(chain, SocketTimeoutException.class)
                || has(chain, TimeoutException.class)) {
            return Symptom.NET_TIME_OUT;
        }
        if (has(chain, SSLException.class) || has(chain, GeneralSecurityException.class)) {
            return Symptom.NET_TLS;
        }
        return Symptom.NET_UNREACHABLE;
    }

    /** With a proxy every connection is made to it; java.net.http tells only by its words that a tunnel was refused. */
    private static boolean isTheProxys(String code, List<Throwable> chain) {
        return code.equals(Symptom.NET_NAME)
                || has(chain, ConnectException.class)
                || has(chain, HttpConnectTimeoutException.class)
                || chain.stream()
                        .anyMatch(thrown -> String.valueOf(thrown.getMessage()).contains("Tunnel failed"));
    }

    private static String words(List<Throwable> chain) {
        Throwable innermost = chain.get(chain.size() - 1);
        String message = innermost.getMessage();
        String name = innermost.getClass().getSimpleName();
        return message == null || message.isBlank() ? name : message + " (" + name + ")";
    }

    private static boolean has(List<Throwable> chain, Class<? extends Throwable> type) {
        return chain.stream().anyMatch(type::isInstance);
    }

    private static List<Throwable> chain(Throwable thrown) {
        var chain = new ArrayList<Throwable>();
        for (Throwable next = thrown; next != null && chain.size() < DEEPEST; next = next.getCause()) {
            chain.add(next);
        }
        return chain;
    }
}
