package org.signetmail.net;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;
import org.signetmail.log.LogEvent;

/**
 * Logs a warning if Payara's data grid is active: Hazelcast listens without a password, and a member of the cluster
 * can run code in this server. Signet needs no cluster but another application may, so Signet warns and does not turn
 * it off.
 *
 * <p>Payara binds an active Hazelcast in JNDI: Payara Micro before it deploys, Payara Server once all applications
 * of the domain are loaded. Signet therefore checks again a minute after its start.
 */
@WebListener
public class HazelcastCheck implements ServletContextListener {
    /** Payara's default: {@code asadmin set-hazelcast-configuration --jndiName}. */
    private static final String NAME = "payara/Hazelcast";

    private static final long RECHECK_DELAY = 60; // seconds

    private final Naming naming;

    @Resource
    @SuppressWarnings("NullAway.Init") // Injected; every server that Signet supports has one.
    ManagedScheduledExecutorService executor;

    private @Nullable Future<?> recheck;

    /** A JNDI lookup; throws if nothing is bound to the name. */
    @FunctionalInterface
    interface Naming {
        @Nullable
        Object lookup(String name) throws NamingException;
    }

    @SuppressWarnings("BanJNDI") // The name is a constant, and the server's own JNDI is the only source.
    public HazelcastCheck() {
        this(InitialContext::doLookup);
    }

    HazelcastCheck(Naming naming) {
        this.naming = naming;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        if (!warnIfActive()) {
            recheck = executor.schedule(this::warnIfActive, RECHECK_DELAY, TimeUnit.SECONDS);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        Future<?> waiting = recheck;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    /** Logs the warning if Hazelcast is bound; returns whether it did. */
    boolean warnIfActive() {
        try {
            if (naming.lookup(NAME) == null) {
                return false;
            }
        } catch (NamingException | RuntimeException notBound) {
            return false;
        }
        LogEvent.HAZELCAST_ACTIVE.with("bound", NAME).log();
        return true;
    }
}
