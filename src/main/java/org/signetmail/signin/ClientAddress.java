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
 * Determines the client address of a request and whether it came by https: from trusted proxies, or else from the
 * connection.
 *
 * <p>{@code X-Forwarded-For} and {@code X-Forwarded-Proto} are read only from {@link TrustedProxies}. All code takes
 * the client address from here: log, audit and limits use the same one.
 */
@ApplicationScoped
public class ClientAddress {
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final AtomicBoolean warned = new AtomicBoolean();

    // Null until first needed: constructing the CDI client proxy of this class must not read configuration.
    @Nullable
    TrustedProxies trustedProxies;

    /** Logs invalid configuration at start. */
    void atStart(@Observes @Initialized(ApplicationScoped.class) Object event) {
        trustedProxies();
    }

    /** The client's address as text, IPv6 without zone; usable in a log. */
    public String of(HttpServletRequest request) {
        return origin(request).map(origin -> origin.address().getHostAddress()).orElse(request.getRemoteAddr());
    }

    /** Whether the client used https, to this server or to the outermost trusted proxy. */
    public boolean isHttps(HttpServletRequest request) {
        int hops = origin(request).map(TrustedProxies.Origin::hops).orElse(0);
        return TrustedProxies.outermost(headerValues(request, "X-Forwarded-Proto"), hops)
                .map(scheme -> scheme.equalsIgnoreCase("https"))
                .orElse(request.isSecure());
    }

    /**
     * Logs once if a request carries {@code X-Forwarded-For} and its sender is no trusted proxy: either an unlisted
     * proxy or a client that pretends to be one.
     */
    void warnAboutUnlistedProxy(HttpServletRequest request) {
        if (isUnlistedProxy(request) && warned.compareAndSet(false, true)) {
            LogEvent.UNLISTED_PROXY
                    .with("proxy", request.getRemoteAddr())
                    .with("key", TrustedProxies.KEY)
                    .log();
        }
    }

    boolean isUnlistedProxy(HttpServletRequest request) {
        return request.getHeader(FORWARDED_FOR) != null
                && sender(request)
                        .map(address -> !trustedProxies().trusts(address))
                        .orElse(true);
    }

    Optional<InetAddress> addressOf(HttpServletRequest request) {
        return origin(request).map(TrustedProxies.Origin::address);
    }

    private Optional<TrustedProxies.Origin> origin(HttpServletRequest request) {
        return sender(request).map(sender -> trustedProxies().origin(sender, headerValues(request, FORWARDED_FOR)));
    }

    /** Empty if the server listens on a transport without IP addresses. */
    private static Optional<InetAddress> sender(HttpServletRequest request) {
        return Optional.ofNullable(request.getRemoteAddr()).flatMap(IpNetwork::literal);
    }

    private static List<String> headerValues(HttpServletRequest request, String header) {
        return Collections.list(request.getHeaders(header));
    }

    private synchronized TrustedProxies trustedProxies() {
        TrustedProxies present = trustedProxies;
        if (present == null) {
            present = TrustedProxies.from(Configuration.current());
            trustedProxies = present;
        }
        return present;
    }
}
