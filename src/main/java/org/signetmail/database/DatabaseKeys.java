package org.signetmail.database;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.signetmail.account.Configuration;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.account.ConfiguredSecret;
import org.signetmail.text.Messages;

/** Selects the database by the operator's configuration. */
final class DatabaseKeys {
    private DatabaseKeys() {}

    /** Source of configuration values: MicroProfile Config in a server, the environment in a command. */
    @FunctionalInterface
    interface Source {
        Optional<String> valueOf(ConfigurationKey key);
    }

    /** As a server looks them up. */
    static Source source(Configuration config) {
        return key -> key.type() == ConfigurationKey.Type.SECRET
                ? config.secret(key).map(ConfiguredSecret::value)
                : config.value(key, String.class);
    }

    /**
     * Returns PostgreSQL if {@code signet.database.url} is set, otherwise the embedded database.
     *
     * @throws SQLException if the configuration is invalid
     */
    static Database database(Source keys) throws SQLException {
        Optional<String> url = text(keys, ConfigurationKey.DATABASE_URL);
        if (url.isPresent()) {
            return server(keys, url.get());
        }
        if (text(keys, ConfigurationKey.DATABASE_USER).isPresent()
                || keys.valueOf(ConfigurationKey.DATABASE_PASSWORD).isPresent()) {
            throw new SQLException(Messages.text(
                    "database.url.missing",
                    ConfigurationKey.DATABASE_USER,
                    ConfigurationKey.DATABASE_PASSWORD,
                    ConfigurationKey.DATABASE_URL));
        }
        return file(keys);
    }

    /** Returns the embedded database, regardless of other keys. */
    static DatabaseFile file(Source keys) {
        return new DatabaseFile(folder(keys));
    }

    private static DatabaseServer server(Source keys, String url) throws SQLException {
        Path folder = folder(keys);
        Path key = text(keys, ConfigurationKey.KEY_FILE).map(Path::of).orElseGet(() -> folder.resolve("signet.key"));
        return DatabaseServer.at(
                url,
                text(keys, ConfigurationKey.DATABASE_USER).orElse(null),
                keys.valueOf(ConfigurationKey.DATABASE_PASSWORD).orElse(null),
                new InstallationFiles(folder.resolve("signet.tls"), key));
    }

    private static Path folder(Source keys) {
        return Path.of(text(keys, ConfigurationKey.DATA_DIR)
                .or(ConfigurationKey.DATA_DIR::usual)
                .orElseThrow());
    }

    private static Optional<String> text(Source keys, ConfigurationKey key) {
        return keys.valueOf(key).map(String::strip).filter(value -> !value.isEmpty());
    }
}
