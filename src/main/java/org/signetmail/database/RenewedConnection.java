package org.signetmail.database;

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
import org.signetmail.log.LogEvent;

/**
 * A connection that outlives a restart of its database.
 *
 * <p>Servers keep connections in a pool, and each would need a setting of its own to notice there that one is broken;
 * without it they hand it out for ever. So at the first work of a transaction the connection is asked whether it still
 * answers, and replaced if it does not. Within a transaction nothing is replaced: what was done in it is lost with it, and
 * its caller is told.
 */
final class RenewedConnection implements InvocationHandler {
    private static final int PATIENCE = 2; // seconds

    private static final Set<String> NO_WORK =
            Set.of("close", "abort", "isClosed", "isValid", "unwrap", "isWrapperFor", "toString", "clearWarnings");

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
        boolean wish = isWish(asked, arguments);
        boolean ends = isEnd(asked, arguments);
        boolean works = !wish && !ends && !asked.startsWith("get") && !NO_WORK.contains(asked);
        if (works && !inTransaction) {
            renewIfBroken();
        }
        try {
            Object answer = method.invoke(present, arguments);
            if (wish) {
                note(method, arguments);
            }
            inTransaction |= works && !autoCommit;
            return answer;
        } catch (InvocationTargetException thrown) {
            if (wish && !inTransaction && !present.isValid(PATIENCE)) {
                // The one that takes its place will be so. Pools don't agree on whether a wish that failed holds.
                note(method, arguments);
                return null;
            }
            throw thrown.getCause();
        } finally {
            inTransaction &= !ends;
        }
    }

    /** Whether it tells how the connection shall be, and does no work. */
    private static boolean isWish(String asked, Object @Nullable [] arguments) {
        return asked.startsWith("set") && !asked.equals("setSavepoint") && arguments != null;
    }

    private static boolean isEnd(String asked, Object @Nullable [] arguments) {
        if (arguments == null || arguments.length == 0) {
            return asked.equals("commit") || asked.equals("rollback");
        }
        return asked.equals("setAutoCommit") && Boolean.TRUE.equals(arguments[0]);
    }

    private void note(Method method, Object @Nullable [] arguments) {
        if (arguments == null) {
            return;
        }
        if (method.getName().equals("setAutoCommit")) {
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
        LogEvent.CONNECTION_RENEWED.log();
        try {
            broken.close();
        } catch (SQLException alreadyGone) {
            LogEvent.CONNECTION_NOT_CLOSED.with("why", alreadyGone).log();
        }
    }
}
