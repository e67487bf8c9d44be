package org.signetmail.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Configuration;
import org.signetmail.account.IpNetwork;
import org.signetmail.log.LogEvent;

/**
 * From which address a request came, and whether by https: what the trusted proxies say, or else what the connection says.
 *
 * <p>{@code X-Forwarded-For} and {@code X-Forwarded-Proto} count from {@link TrustedProxies} alone. Code that needs the address of a
 * client asks here, so that log, audit and limits name the same one.
 */
@ApplicationScoped
public class ClientAddress {
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final AtomicBoolean warned = new AtomicBoolean();

    // Null until it is first needed: a CDI proxy of this class must not ask for configuration.
    @Nullable
    TrustedProxies proxies;

    /** Says at once in the log what is not understood. */
    void atStart(@Observes @Initialized(ApplicationScoped.class) Object event) {
        proxies();
    }

    /** The client's address as text, IPv6 without zone; of use in a log. */
    public String of(HttpServletRequest request) {
        return origin(request).map(origin -> origin.address().getHostAddress()).orElse(request.getRemoteAddr());
    }

    /** Whether the client came by https, to this server or to the proxy that it spoke with. */
    public boolean isHttps(HttpServletRequest request) {
        int hops = origin(request).map(TrustedProxies.Origin::hops).orElse(0);
        return TrustedProxies.outermost(lines(request, "X-Forwarded-Proto"), hops)
                .map(scheme -> scheme.equalsIgnoreCase("https"))
                .orElse(request.isSecure());
    }

    /**
     * Says in the log, once, if a request names a client and its sender is no trusted proxy: an unlisted one, or a client that
     * pretends to be one.
     */
    void warnOfUnlistedProxy(HttpServletRequest request) {
        if (isUnlistedProxy(request) && warned.compareAndSet(false, true)) {
            LogEvent.UNLISTED_PROXY
                    .with("proxy", request.getRemoteAddr())
                    .with("key", TrustedProxies.KEY)
                    .log();
        }
    }

    boolean isUnlistedProxy(HttpServletRequest request) {
        return request.getHeader(FORWARDED_FOR) != null
                && sender(request).map(address -> !proxies().trusts(address)).orElse(true);
    }

    Optional<InetAddress> addressOf(HttpServletRequest request) {
        return origin(request).map(TrustedProxies.Origin::address);
    }

    private Optional<TrustedProxies.Origin> origin(HttpServletRequest request) {
        return sender(request).map(sender -> proxies().origin(sender, lines(request, FORWARDED_FOR)));
    }

    /** Empty where the server listens on something that has no addresses. */
    private static Optional<InetAddress> sender(HttpServletRequest request) {
        return Optional.ofNullable(request.getRemoteAddr()).flatMap(IpNetwork::literal);
    }

    private static List<String> lines(HttpServletRequest request, String header) {
        return Collections.list(request.getHeaders(header));
    }

    private synchronized TrustedProxies proxies() {
        TrustedProxies present = proxies;
        if (present == null) {
            present = TrustedProxies.configured(Configuration.current());
            proxies = present;
        }
        return present;
    }
}
