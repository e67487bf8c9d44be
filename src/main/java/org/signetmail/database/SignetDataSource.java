package org.signetmail.database;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Configuration;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.log.LogEvent;

/**
 * Signet's data source; opens and migrates the database with the first connection.
 *
 * <p>The server creates this class by name, outside CDI, and pools its connections. If the database can't be opened,
 * the reason is logged and thrown, and the next request for a connection retries.
 */
public final class SignetDataSource implements DataSource {
    private final Selection selection;
    private volatile @Nullable Database prepared;
    private @Nullable PrintWriter logWriter;
    private int loginTimeout;
    private String description = "";

    /** Selects the database lazily. */
    @FunctionalInterface
    private interface Selection {
        Database database() throws SQLException;
    }

    /** Uses the database that the operator configured. */
    public SignetDataSource() {
        selection = () -> DatabaseKeys.database(DatabaseKeys.source(Configuration.current()));
    }

    /** Uses the embedded database in this folder. */
    public SignetDataSource(Path folder) {
        selection = () -> new DatabaseFile(folder);
    }

    /** Uses PostgreSQL. */
    public SignetDataSource(String url, String user, String password) {
        Map<ConfigurationKey, String> keys = Map.of(
                ConfigurationKey.DATABASE_URL,
                url,
                ConfigurationKey.DATABASE_USER,
                user,
                ConfigurationKey.DATABASE_PASSWORD,
                password);
        selection = () -> DatabaseKeys.database(key -> Optional.ofNullable(keys.get(key)));
    }

    @Override
    public Connection getConnection() throws SQLException {
        return prepared().connect();
    }

    /** Servers pass the empty user and password of the definition; the database's own are in signet.database.*. */
    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    private Database prepared() throws SQLException {
        Database present = prepared;
        return present != null ? present : prepare();
    }

    private synchronized Database prepare() throws SQLException {
        Database present = prepared;
        if (present == null) {
            try {
                present = selection.database();
                present.prepare();
                LogEvent.DATABASE_READY.with("database", present.description()).log();
            } catch (SQLException closed) {
                LogEvent.DATABASE_UNUSABLE
                        .with("why", String.valueOf(closed.getMessage()))
                        .log();
                throw closed;
            }
            prepared = present;
        }
        return present;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter writer) {
        logWriter = writer;
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeout;
    }

    @Override
    public void setLoginTimeout(int seconds) {
        loginTimeout = seconds;
    }

    /** The only property in the definition, since WildFly rejects a data source without properties. */
    public String getDescription() {
        return description;
    }

    public void setDescription(String text) {
        description = text;
    }

    @Override
    public java.util.logging.Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> wanted) throws SQLException {
        if (wanted.isInstance(this)) {
            return wanted.cast(this);
        }
        throw new SQLException("Not a " + wanted.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> wanted) {
        return wanted.isInstance(this);
    }
}
