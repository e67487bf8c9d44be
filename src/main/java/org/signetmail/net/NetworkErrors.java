package org.signetmail.net;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.text.Messages;

/** Turns the JDK's network exceptions into symptoms. */
public final class NetworkErrors {
    private static final int MAX_DEPTH = 12;

    private NetworkErrors() {}

    /** The symptom of a failed connection to this host; its code is one of the {@code NET_} constants. */
    public static Symptom seen(Peer peer, String host, Throwable thrown, Instant at) {
        List<Throwable> chain = chain(thrown);
        Optional<AddressFailure> failure = chain.stream()
                .filter(AddressFailure.class::isInstance)
                .map(AddressFailure.class::cast)
                .findFirst();
        String description = failure.map(failed -> failed.describe(host)).orElse(host);
        String words = Messages.text("net.failure", description, innermostMessage(chain));
        return Symptom.unanswered(
                peer,
                code(chain),
                failure.map(failed -> failed.withOthers(words)).orElse(words),
                at);
    }

    /**
     * How informative a symptom is when several addresses of a host failed. A reply outweighs a broken connection,
     * that outweighs a timeout, and a timeout outweighs no connection, which is what every IPv6 address yields on a
     * machine without IPv6.
     */
    public static int weight(Symptom symptom) {
        return symptom.status() > 0 ? 3 : weight(symptom.code());
    }

    /** The same for an exception that is not a symptom yet. */
    static int weight(IOException failed) {
        return weight(code(chain(failed).stream()
                .filter(thrown -> !(thrown instanceof ProxyFailure))
                .toList()));
    }

    private static int weight(String code) {
        return switch (code) {
            case Symptom.NET_UNREACHABLE, Symptom.NET_NAME -> 0;
            case Symptom.NET_TIME_OUT -> 1;
            default -> 2;
        };
    }

    private static String code(List<Throwable> chain) {
        if (has(chain, ProxyFailure.class)) {
            return Symptom.NET_PROXY;
        }
        if (has(chain, UnknownHostException.class)) {
            return Symptom.NET_NAME;
        }
        if (has(chain, SocketTimeoutException.class)) {
            return Symptom.NET_TIME_OUT;
        }
        if (has(chain, SSLException.class) || has(chain, GeneralSecurityException.class)) {
            return Symptom.NET_TLS;
        }
        return has(chain, ProtocolException.class) ? Symptom.NET_NOT_UNDERSTOOD : Symptom.NET_UNREACHABLE;
    }

    private static String innermostMessage(List<Throwable> chain) {
        Throwable innermost = chain.get(chain.size() - 1);
        String message = innermost.getMessage();
        String name = innermost.getClass().getSimpleName();
        if (message == null || message.isBlank()) {
            return name;
        }
        // A ProxyFailure has Signet's own, complete message.
        return innermost instanceof ProxyFailure ? message : message + " (" + name + ")";
    }

    private static boolean has(List<Throwable> chain, Class<? extends Throwable> type) {
        return chain.stream().anyMatch(type::isInstance);
    }

    private static List<Throwable> chain(Throwable thrown) {
        var chain = new ArrayList<Throwable>();
        for (Throwable next = thrown; next != null && chain.size() < MAX_DEPTH; next = next.getCause()) {
            chain.add(next);
        }
        return chain;
    }
}
