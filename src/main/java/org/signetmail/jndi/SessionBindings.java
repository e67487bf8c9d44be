package org.signetmail.jndi;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.Session;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;
import org.signetmail.log.LogEvent;

/**
 * The JNDI bindings of Signet's mail sessions for other applications. Any application of the server can bind another
 * object to these names, and would then receive the messages of the others. Signet can't prevent that; it checks
 * every ten seconds and logs it. Thread-safe.
 */
@ApplicationScoped
@SuppressWarnings("BanJNDI") // Constant names; objects that are found are only compared.
public class SessionBindings {
    private static final int CHECK_INTERVAL = 10; // seconds

    @Resource
    ManagedScheduledExecutorService executor;

    private final Naming naming;
    private final Map<String, Session> ours = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private @Nullable ScheduledFuture<?> checks;
    private volatile State state = State.NOT_BOUND;

    /** The state of the bindings, for monitoring. */
    public enum State {
        BOUND,
        NOT_BOUND,
        /** At least one of the names is bound to another object, or was unbound. */
        TAKEN
    }

    /** Opens naming contexts. */
    interface Naming {
        Context open() throws NamingException;
    }

    @SuppressWarnings("NullAway.Init") // The container injects the rest.
    public SessionBindings() {
        this(InitialContext::new);
    }

    @SuppressWarnings("NullAway.Init") // In tests, no checks are scheduled.
    SessionBindings(Naming naming) {
        this.naming = naming;
    }

    /** Binds a session, replacing any object bound there, and logs if that was not a session of Signet. */
    synchronized void bind(String name, Session session) throws NamingException {
        Context context = naming.open();
        try {
            Object existing = existing(context, name);
            if (existing != null && !SharedSession.isSignets(existing)) {
                reportTaken(name, existing);
            }
            context.rebind(name, session);
            ours.put(name, session);
            if (taken.remove(name)) {
                LogEvent.SESSION_NAME_OURS.with("name", name).log();
            }
        } finally {
            updateState();
            context.close();
        }
    }

    synchronized void scheduleChecks() {
        checks = executor.scheduleWithFixedDelay(this::check, CHECK_INTERVAL, CHECK_INTERVAL, TimeUnit.SECONDS);
    }

    /** Logs a changed binding once. A session that was unbound is bound again. */
    synchronized void check() {
        ours.forEach((name, session) -> {
            try {
                check(name, session);
            } catch (NamingException | RuntimeException stopping) {
                // Thrown by a server that is stopping. An exception here would cancel all further checks.
            }
        });
        updateState();
    }

    private void check(String name, Session session) throws NamingException {
        Context context = naming.open();
        try {
            Object found = lookup(context, name);
            if (found == session) {
                if (taken.remove(name)) {
                    LogEvent.SESSION_NAME_OURS.with("name", name).log();
                }
                return;
            }
            if (!taken.contains(name)) {
                reportTaken(name, found);
            }
            if (found == null) {
                context.bind(name, session); // Not rebind: another application may have bound the name in between.
            }
        } finally {
            context.close();
        }
    }

    /** Unbinds the names that are still bound to Signet's sessions. */
    synchronized void unbind() {
        if (checks != null) {
            checks.cancel(false);
        }
        ours.forEach((name, session) -> {
            try {
                Context context = naming.open();
                try {
                    if (lookup(context, name) == session) {
                        context.unbind(name);
                    }
                } finally {
                    context.close();
                }
            } catch (NamingException | RuntimeException stillBound) {
                LogEvent.SESSION_NOT_UNBOUND.with("name", name).log(stillBound);
            }
        });
        ours.clear();
        taken.clear();
        updateState();
    }

    /** The state at the last check. */
    public State state() {
        return state;
    }

    /** Stored for monitoring: a look-up may run an object factory of another application, and block. */
    private void updateState() {
        if (!taken.isEmpty()) {
            state = State.TAKEN;
        } else {
            state = ours.size() == SenderKind.values().length ? State.BOUND : State.NOT_BOUND;
        }
    }

    private void reportTaken(String name, @Nullable Object found) {
        taken.add(name);
        LogEvent.SESSION_NAME_TAKEN
                .with("name", name)
                .with("found", found == null ? "nothing" : found.getClass().getName())
                .log();
    }

    /** The object bound at present. A failed look-up counts as none, and doesn't prevent binding. */
    private static @Nullable Object existing(Context context, String name) {
        try {
            return lookup(context, name);
        } catch (NamingException unreadable) {
            return null;
        }
    }

    private static @Nullable Object lookup(Context context, String name) throws NamingException {
        try {
            return context.lookup(name);
        } catch (NamingException failed) {
            // Payara throws a general NamingException with the NameNotFoundException as a cause.
            for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                if (cause instanceof NameNotFoundException) {
                    return null;
                }
            }
            throw failed;
        }
    }
}
