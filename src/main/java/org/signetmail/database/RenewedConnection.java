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
 * A connection that survives a restart of its database.
 *
 * <p>Servers pool connections, and without a server-specific setting they return broken ones forever. So this
 * connection is validated at the first statement of a transaction, and replaced if it is broken. Within a transaction
 * it is never replaced: its changes are lost, and the caller gets an exception.
 */
final class RenewedConnection implements InvocationHandler {
    private static final int VALIDATION_TIMEOUT = 2; // seconds

    private static final Set<String> PASSIVE_METHODS =
            Set.of("close", "abort", "isClosed", "isValid", "unwrap", "isWrapperFor", "toString", "clearWarnings");

    private final Source source;
    /** Setter calls to repeat on a replacement. */
    private final Map<Method, Object[]> settings = new LinkedHashMap<>();

    private Connection current;
    private boolean autoCommit = true;
    private boolean inTransaction;

    /** Opens new connections. */
    @FunctionalInterface
    interface Source {
        Connection next() throws SQLException;
    }

    private RenewedConnection(Source source) throws SQLException {
        this.source = source;
        this.current = source.next();
    }

    static Connection of(Source source) throws SQLException {
        return (Connection) Proxy.newProxyInstance(
                RenewedConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new RenewedConnection(source));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        String name = method.getName();
        if (name.equals("equals")) {
            return arguments != null && proxy == arguments[0];
        }
        if (name.equals("hashCode")) {
            return System.identityHashCode(proxy);
        }
        boolean isSetting = isSetting(name, arguments);
        boolean isEnd = isEnd(name, arguments);
        boolean isWork = !isSetting && !isEnd && !name.startsWith("get") && !PASSIVE_METHODS.contains(name);
        if (isWork && !inTransaction) {
            replaceIfBroken();
        }
        try {
            Object result = method.invoke(current, arguments);
            if (isSetting) {
                remember(method, arguments);
            }
            inTransaction |= isWork && !autoCommit;
            return result;
        } catch (InvocationTargetException thrown) {
            if (isSetting && !inTransaction && !current.isValid(VALIDATION_TIMEOUT)) {
                // The replacement will get this setting. Pools differ on whether a failed setter has taken effect.
                remember(method, arguments);
                return null;
            }
            throw thrown.getCause();
        } finally {
            inTransaction &= !isEnd;
        }
    }

    /** Whether the method configures the connection without accessing the database. */
    private static boolean isSetting(String name, Object @Nullable [] arguments) {
        return name.startsWith("set") && !name.equals("setSavepoint") && arguments != null;
    }

    private static boolean isEnd(String name, Object @Nullable [] arguments) {
        if (arguments == null || arguments.length == 0) {
            return name.equals("commit") || name.equals("rollback");
        }
        return name.equals("setAutoCommit") && Boolean.TRUE.equals(arguments[0]);
    }

    private void remember(Method method, Object @Nullable [] arguments) {
        if (arguments == null) {
            return;
        }
        if (method.getName().equals("setAutoCommit")) {
            autoCommit = Boolean.TRUE.equals(arguments[0]);
        }
        settings.put(method, arguments);
    }

    private void replaceIfBroken() throws SQLException {
        if (current.isValid(VALIDATION_TIMEOUT)) {
            return;
        }
        Connection broken = current;
        Connection replacement = source.next();
        try {
            for (Map.Entry<Method, Object[]> setting : settings.entrySet()) {
                setting.getKey().invoke(replacement, setting.getValue());
            }
        } catch (ReflectiveOperationException refused) {
            replacement.close();
            throw new SQLException("The new connection can't replace the broken one", "08000", refused);
        }
        current = replacement;
        LogEvent.CONNECTION_RENEWED.log();
        try {
            broken.close();
        } catch (SQLException alreadyGone) {
            LogEvent.CONNECTION_NOT_CLOSED.with("why", alreadyGone).log();
        }
    }
}
