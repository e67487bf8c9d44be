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
 * Warns where Payara's data grid is active: Hazelcast listens without asking for a password, and whoever joins the cluster
 * runs code in this server. Signet needs no cluster, and another application may, so it is told and not turned off.
 *
 * <p>Payara binds an active Hazelcast in JNDI. It does so before Payara Micro deploys, and on Payara Server when all
 * applications of the domain are loaded, so that Signet looks once more a minute after its start.
 */
@WebListener
public class HazelcastCheck implements ServletContextListener {
    /** Payara's default: {@code asadmin set-hazelcast-configuration --jndiName}. */
    private static final String NAME = "payara/Hazelcast";

    private static final long APPLICATIONS_LOADED = 60; // seconds

    private final Naming naming;

    @Resource
    @SuppressWarnings("NullAway.Init") // The container's; a server without one is none that Signet runs on.
    ManagedScheduledExecutorService executor;

    private @Nullable Future<?> later;

    /** Where a name is looked up; throws where nothing is bound to it. */
    @FunctionalInterface
    interface Naming {
        @Nullable
        Object lookup(String name) throws NamingException;
    }

    @SuppressWarnings("BanJNDI") // The name is ours, and who answers is the server.
    public HazelcastCheck() {
        this(InitialContext::doLookup);
    }

    HazelcastCheck(Naming naming) {
        this.naming = naming;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        if (!warns()) {
            later = executor.schedule(this::warns, APPLICATIONS_LOADED, TimeUnit.SECONDS);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        Future<?> waiting = later;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    /** Whether there was something to warn of. */
    boolean warns() {
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
