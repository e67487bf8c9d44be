package org.signetmail.settings;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/**
 * The product's persistence unit outside a server. Creating one takes longer than most tests, so tests reuse it one
 * after the other, each with a database of its own. No state carries over: the shared cache is off.
 */
final class PersistenceUnit implements AutoCloseable {
    private static final Map<Storage, Queue<PersistenceUnit>> IDLE = new ConcurrentHashMap<>();

    private final Storage storage;
    private final EntityManagerFactory entities;
    private volatile DataSource database;

    private PersistenceUnit(Storage storage, DataSource first) {
        this.storage = storage;
        database = first;
        entities = made(present());
    }

    /** Returns a unit that uses this database until it is closed. */
    static PersistenceUnit on(Storage storage, DataSource database) {
        PersistenceUnit idle = idle(storage).poll();
        if (idle == null) {
            return new PersistenceUnit(storage, database);
        }
        idle.database = database;
        return idle;
    }

    /** Makes the database unreachable. */
    void loseDatabase() {
        database = (DataSource) Proxy.newProxyInstance(
                PersistenceUnit.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    throw new SQLException("The database is away");
                });
    }

    EntityManagerFactory entities() {
        return entities;
    }

    @Override
    public void close() {
        idle(storage).add(this);
    }

    private static Queue<PersistenceUnit> idle(Storage storage) {
        return IDLE.computeIfAbsent(storage, first -> new ConcurrentLinkedQueue<>());
    }

    /** A data source that delegates to the current database. */
    private DataSource present() {
        return (DataSource) Proxy.newProxyInstance(
                PersistenceUnit.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    try {
                        return method.invoke(database, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private EntityManagerFactory made(DataSource source) {
        return Persistence.createEntityManagerFactory(
                "signet",
                Map.of(
                        "jakarta.persistence.provider",
                        storage.provider(),
                        "jakarta.persistence.transactionType",
                        "RESOURCE_LOCAL",
                        "jakarta.persistence.jtaDataSource",
                        source,
                        "jakarta.persistence.nonJtaDataSource",
                        source,
                        "eclipselink.target-server",
                        "None",
                        "eclipselink.session.customizer",
                        ReconnectingAtOnce.class.getName(),
                        "eclipselink.logging.level",
                        "WARNING"));
    }

    /** EclipseLink tries a lost database three times, five seconds apart. */
    public static final class ReconnectingAtOnce implements SessionCustomizer {
        @Override
        public void customize(Session session) {
            ((DatabaseLogin) session.getDatasourceLogin()).setDelayBetweenConnectionAttempts(0);
        }
    }
}
