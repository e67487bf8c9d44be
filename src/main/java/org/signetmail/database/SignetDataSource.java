package org.signetmail.database;

import java.io.PrintWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Signet's database, opened and migrated when the first connection is asked for.
 *
 * <p>The server makes this class by its name, outside CDI, and pools what it hands out. If the database can't be opened,
 * the reason is logged and thrown, and the next request for a connection tries again.
 */
public final class SignetDataSource implements DataSource {
    private static final Logger LOGGER = System.getLogger(SignetDataSource.class.getName());
    private static final String FOLDER = "signet.data.dir";
    private static final String DEFAULT_FOLDER = "signet-data";

    private final @Nullable Path folder;
    private volatile @Nullable DataSource migrated;
    private @Nullable PrintWriter logWriter;
    private int loginTimeout;
    private String description = "";

    /** In the folder that the operator named by {@code signet.data.dir}. */
    public SignetDataSource() {
        this.folder = null;
    }

    /** In this folder. */
    public SignetDataSource(Path folder) {
        this.folder = folder;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return migrated().getConnection();
    }

    /** Servers pass the empty user and password of the definition; the file has one user of its own. */
    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    private DataSource migrated() throws SQLException {
        DataSource present = migrated;
        return present != null ? present : open();
    }

    private synchronized DataSource open() throws SQLException {
        DataSource present = migrated;
        if (present == null) {
            try {
                present = new DatabaseFile(folder()).open();
            } catch (SQLException closed) {
                LOGGER.log(Level.ERROR, closed.getMessage());
                throw closed;
            }
            migrated = present;
        }
        return present;
    }

    private Path folder() {
        return folder != null
                ? folder
                : Path.of(ConfigProvider.getConfig(SignetDataSource.class.getClassLoader())
                        .getOptionalValue(FOLDER, String.class)
                        .map(String::strip)
                        .filter(named -> !named.isEmpty())
                        .orElse(DEFAULT_FOLDER));
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

    /** The one property that is set in the definition, since WildFly takes no data source without any. */
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
