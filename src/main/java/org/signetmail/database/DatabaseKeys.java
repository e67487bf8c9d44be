package org.signetmail.database;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.signetmail.account.Configuration;
import org.signetmail.account.ConfiguredSecret;

/** What the operator said about the database. */
final class DatabaseKeys {
    private static final String FOLDER = "signet.data.dir";
    private static final String DEFAULT_FOLDER = "signet-data";
    private static final String URL = "signet.database.url";
    private static final String USER = "signet.database.user";
    private static final String KEY = "signet.key.file";
    private static final String PASSWORD = "signet.database.password";

    private DatabaseKeys() {}

    /** Where keys are looked up: MicroProfile Config in a server, the environment in a command. */
    @FunctionalInterface
    interface Source {
        Optional<String> valueOf(String key);
    }

    /** As a server looks them up. */
    static Source in(Configuration config) {
        return key -> key.equals(PASSWORD)
                ? config.secret(key).map(ConfiguredSecret::value)
                : config.value(key, String.class);
    }

    /**
     * PostgreSQL where {@code signet.database.url} is set, else the embedded one.
     *
     * @throws SQLException if what is set can't be right
     */
    static Database chosen(Source keys) throws SQLException {
        Optional<String> url = text(keys, URL);
        if (url.isPresent()) {
            return server(keys, url.get());
        }
        if (text(keys, USER).isPresent() || keys.valueOf(PASSWORD).isPresent()) {
            throw new SQLException(USER + " or " + PASSWORD + " is set, but not " + URL
                    + ". Set it too, or neither for the embedded database.");
        }
        return file(keys);
    }

    /** The embedded one, whatever else is set. */
    static DatabaseFile file(Source keys) {
        return new DatabaseFile(Path.of(text(keys, FOLDER).orElse(DEFAULT_FOLDER)));
    }

    private static DatabaseServer server(Source keys, String url) throws SQLException {
        Path folder = Path.of(text(keys, FOLDER).orElse(DEFAULT_FOLDER));
        Path key = text(keys, KEY).map(Path::of).orElseGet(() -> folder.resolve("signet.key"));
        return DatabaseServer.at(
                url,
                text(keys, USER).orElse(null),
                keys.valueOf(PASSWORD).orElse(null),
                new InstallationFiles(folder.resolve("signet.tls"), key));
    }

    private static Optional<String> text(Source keys, String key) {
        return keys.valueOf(key).map(String::strip).filter(value -> !value.isEmpty());
    }
}
