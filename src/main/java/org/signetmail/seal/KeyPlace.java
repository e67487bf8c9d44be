package org.signetmail.seal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.signetmail.account.Configuration;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.account.InvalidInput;
import org.signetmail.log.LogEvent;

/**
 * The configured location of the sealing key.
 *
 * @param key the key file
 * @param strict whether a key file that other users may read is refused
 * @param database the folder of the embedded database; empty with PostgreSQL
 */
record KeyPlace(Path key, boolean strict, Optional<Path> database) {
    static KeyPlace current() {
        Configuration config = Configuration.current();
        Path folder = Path.of(config.text(ConfigurationKey.DATA_DIR)
                .or(ConfigurationKey.DATA_DIR::usual)
                .orElseThrow());
        Path key = config.text(ConfigurationKey.KEY_FILE).map(Path::of).orElseGet(() -> folder.resolve("signet.key"));
        boolean elsewhere = config.text(ConfigurationKey.DATABASE_URL).isPresent();
        return new KeyPlace(
                key,
                config.text(ConfigurationKey.KEY_STRICT)
                        .map(KeyPlace::isStrict)
                        .orElseGet(ConfigurationKey.KEY_STRICT::usualFlag),
                elsewhere ? Optional.empty() : Optional.of(folder));
    }

    /** Anything other than true or false is logged and treated as true, the safer value. */
    static boolean isStrict(String text) {
        try {
            return ConfigurationKey.KEY_STRICT.flag(text);
        } catch (InvalidInput notUnderstood) {
            LogEvent.STRICT_NOT_UNDERSTOOD.with("value", text).log();
            return true;
        }
    }

    KeyFile file() {
        return new KeyFile(key, strict);
    }

    /** The key file if it is in the folder of the database; a copy of that folder then includes the key. */
    Optional<Path> besideDatabase() {
        return database.filter(this::containsKey)
                .map(folder -> key.toAbsolutePath().normalize());
    }

    private boolean containsKey(Path folder) {
        try {
            return Files.isRegularFile(key) && key.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException missing) {
            return false;
        }
    }
}
