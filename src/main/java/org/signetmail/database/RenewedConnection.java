package org.signetmail.database;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection that outlives a restart of its database.
 *
 * <p>Servers keep connections in a pool, and each would need a setting of its own to notice there that one is broken;
 * without it they hand it out for ever. So at the first work of a transaction the connection is asked whether it still
 * answers, and replaced if it does not. Within a transaction nothing is replaced: what was done in it is lost with it, and
 * its caller is told.
 */
final class RenewedConnection implements InvocationHandler {
    private static final Logger LOGGER = System.getLogger(RenewedConnection.class.getName());
    private static final int PATIENCE = 2; // seconds

    private static final Set<String> NO_WORK = Set.of(
            "close",
            "abort",
            "isClosed",
            "isValid",
            "unwrap",
            "isWrapperFor",
            "toString",
            "clearWarnings",
            "setClientInfo");

    private final Source source;
    /** What was set on it, for the one that takes its place. */
    private final Map<Method, Object[]> adjusted = new LinkedHashMap<>();

    private Connection present;
    private boolean autoCommit = true;
    private boolean inTransaction;

    /** Where a new one comes from. */
    @FunctionalInterface
    interface Source {
        Connection next() throws SQLException;
    }

    private RenewedConnection(Source source) throws SQLException {
        this.source = source;
        this.present = source.next();
    }

    static Connection of(Source source) throws SQLException {
        return (Connection) Proxy.newProxyInstance(
                RenewedConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new RenewedConnection(source));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        String asked = method.getName();
        if (asked.equals("equals")) {
            return arguments != null && proxy == arguments[0];
        }
        if (asked.equals("hashCode")) {
            return System.identityHashCode(proxy);
        }
        // Before it is done: a pool whose wish fails may hold it for done, and the next connection must be as it
        // thinks.
        note(method, arguments);
        boolean ends = isEnd(asked, arguments);
        boolean works = !ends && !asked.startsWith("get") && !NO_WORK.contains(asked);
        if (works && !inTransaction) {
            renewIfBroken();
        }
        try {
            Object answer = method.invoke(present, arguments);
            inTransaction = !autoCommit && (works || inTransaction);
            return answer;
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        } finally {
            inTransaction &= !ends;
        }
    }

    private static boolean isEnd(String asked, Object @Nullable [] arguments) {
        if (arguments == null || arguments.length == 0) {
            return asked.equals("commit") || asked.equals("rollback");
        }
        return asked.equals("setAutoCommit") && Boolean.TRUE.equals(arguments[0]);
    }

    private void note(Method method, Object @Nullable [] arguments) {
        String asked = method.getName();
        if (arguments == null || !asked.startsWith("set") || asked.equals("setSavepoint")) {
            return;
        }
        if (asked.equals("setAutoCommit")) {
            autoCommit = Boolean.TRUE.equals(arguments[0]);
        }
        adjusted.put(method, arguments);
    }

    private void renewIfBroken() throws SQLException {
        if (present.isValid(PATIENCE)) {
            return;
        }
        Connection broken = present;
        Connection fresh = source.next();
        try {
            for (Map.Entry<Method, Object[]> adjustment : adjusted.entrySet()) {
                adjustment.getKey().invoke(fresh, adjustment.getValue());
            }
        } catch (ReflectiveOperationException refused) {
            fresh.close();
            throw new SQLException("The new connection can't take the place of the broken one", "08000", refused);
        }
        present = fresh;
        try {
            broken.close();
        } catch (SQLException alreadyGone) {
            LOGGER.log(Level.DEBUG, "A broken connection could not be closed", alreadyGone);
        }
    }
}
