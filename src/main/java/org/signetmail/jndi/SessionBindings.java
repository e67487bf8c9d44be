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
 * The names under which other applications find Signet's mail sessions. Any application of the server may bind something else
 * there, and would read what others send; Signet can't prevent it, but looks every ten seconds, and tells.
 */
@ApplicationScoped
@SuppressWarnings("BanJNDI") // The names are ours, and nothing is done with what is found.
public class SessionBindings {
    private static final int SECONDS = 10;

    @Resource
    ManagedScheduledExecutorService executor;

    private final Naming naming;
    private final Map<String, Session> ours = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private @Nullable ScheduledFuture<?> looking;
    private volatile State state = State.NOT_BOUND;

    /** What is there for a monitor to know. */
    public enum State {
        BOUND,
        NOT_BOUND,
        /** At least one of the names leads to something else. */
        TAKEN
    }

    /** Where names are bound. */
    interface Naming {
        Context open() throws NamingException;
    }

    @SuppressWarnings("NullAway.Init") // The container sets what is null here.
    public SessionBindings() {
        this(InitialContext::new);
    }

    @SuppressWarnings("NullAway.Init") // Nobody looks by itself.
    SessionBindings(Naming naming) {
        this.naming = naming;
    }

    /** Binds a session in place of what is there, and tells if that was not one of Signet's. */
    synchronized void bind(String name, Session session) throws NamingException {
        Context context = naming.open();
        try {
            Object before = before(context, name);
            if (before != null && !SharedSession.isSignets(before)) {
                tell(name, before);
            }
            context.rebind(name, session);
            ours.put(name, session);
            if (taken.remove(name)) {
                LogEvent.SESSION_NAME_OURS.with("name", name).log();
            }
        } finally {
            noteState();
            context.close();
        }
    }

    synchronized void lookNowAndThen() {
        looking = executor.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    /** Tells once what has changed. Where nothing is bound any more, the session is bound again. */
    synchronized void look() {
        ours.forEach((name, session) -> {
            try {
                look(name, session);
            } catch (NamingException | RuntimeException unanswered) {
                // A server that stops answers so. Thrown, it would be the last look.
            }
        });
        noteState();
    }

    private void look(String name, Session session) throws NamingException {
        Context context = naming.open();
        try {
            Object found = found(context, name);
            if (found == session) {
                if (taken.remove(name)) {
                    LogEvent.SESSION_NAME_OURS.with("name", name).log();
                }
                return;
            }
            if (!taken.contains(name)) {
                tell(name, found);
            }
            if (found == null) {
                context.bind(name, session); // Not in place of what somebody else binds meanwhile.
            }
        } finally {
            context.close();
        }
    }

    /** Unbinds what is still Signet's, and leaves the rest. */
    synchronized void unbind() {
        if (looking != null) {
            looking.cancel(false);
        }
        ours.forEach((name, session) -> {
            try {
                Context context = naming.open();
                try {
                    if (found(context, name) == session) {
                        context.unbind(name);
                    }
                } finally {
                    context.close();
                }
            } catch (NamingException | RuntimeException stays) {
                LogEvent.SESSION_NOT_UNBOUND.with("name", name).log(stays);
            }
        });
        ours.clear();
        taken.clear();
        noteState();
    }

    /** As it was at the last look. */
    public State state() {
        return state;
    }

    /** Kept, so that a monitor waits for no other application's object that a look-up builds. */
    private void noteState() {
        if (!taken.isEmpty()) {
            state = State.TAKEN;
        } else {
            state = ours.size() == SenderKind.values().length ? State.BOUND : State.NOT_BOUND;
        }
    }

    private void tell(String name, @Nullable Object found) {
        taken.add(name);
        LogEvent.SESSION_NAME_TAKEN
                .with("name", name)
                .with("found", found == null ? "nothing" : found.getClass().getName())
                .log();
    }

    /** What can't be found out keeps nothing from being bound. */
    private static @Nullable Object before(Context context, String name) {
        try {
            return found(context, name);
        } catch (NamingException unreadable) {
            return null;
        }
    }

    private static @Nullable Object found(Context context, String name) throws NamingException {
        try {
            return context.lookup(name);
        } catch (NamingException failed) {
            // Payara says that the look-up failed, and has the reason as cause.
            for (Throwable why = failed; why != null; why = why.getCause()) {
                if (why instanceof NameNotFoundException) {
                    return null;
                }
            }
            throw failed;
        }
    }
}
