package org.signetmail.database;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A connection that outlives a restart of its database.
 *
 * <p>Servers keep connections in a pool, and each would need a setting of its own to notice there that one is broken;
 * without it they hand it out for ever. So one that begins a transaction is asked whether it still answers, and replaced
 * if it does not. Within a transaction nothing is replaced: what was done in it is lost with it, and its caller is told.
 */
final class RenewedConnection implements InvocationHandler {
    private static final Logger LOGGER = System.getLogger(RenewedConnection.class.getName());
    private static final int PATIENCE = 2; // seconds

    private final Source source;
    private Connection present;

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
        if (asked.equals("setAutoCommit") && arguments != null && Boolean.FALSE.equals(arguments[0])) {
            renewIfBroken();
        }
        try {
            return method.invoke(present, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private void renewIfBroken() throws SQLException {
        if (present.isValid(PATIENCE)) {
            return;
        }
        Connection broken = present;
        present = source.next();
        try {
            broken.close();
        } catch (SQLException alreadyGone) {
            LOGGER.log(Level.DEBUG, "A broken connection could not be closed", alreadyGone);
        }
    }
}
