package org.signetmail.seal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.signetmail.account.Configuration;
import org.signetmail.log.LogEvent;

/**
 * Where the operator keeps the sealing key.
 *
 * @param database the folder of the embedded database; empty where PostgreSQL is used
 */
record KeyPlace(Path key, boolean strict, Optional<Path> database) {
    private static final String STRICT = "signet.key.strict";

    static KeyPlace current() {
        Configuration config = Configuration.current();
        Path folder = Path.of(config.text("signet.data.dir").orElse("signet-data"));
        Path key = config.text("signet.key.file").map(Path::of).orElseGet(() -> folder.resolve("signet.key"));
        boolean elsewhere = config.text("signet.database.url").isPresent();
        return new KeyPlace(
                key,
                config.text(STRICT).map(KeyPlace::strict).orElse(false),
                elsewhere ? Optional.empty() : Optional.of(folder));
    }

    /** Somebody who sets it means to be strict: what is neither true nor false is an error, and true. */
    static boolean strict(String text) {
        String value = text.toLowerCase(Locale.ROOT);
        if (!value.equals("true") && !value.equals("false")) {
            LogEvent.STRICT_NOT_UNDERSTOOD.with("value", text).log();
        }
        return !value.equals("false");
    }

    KeyFile file() {
        return new KeyFile(key, strict);
    }

    /** The key file, if a copy of the database's folder is a copy of it. */
    Optional<Path> besideDatabase() {
        return database.filter(this::holdsKey)
                .map(folder -> key.toAbsolutePath().normalize());
    }

    private boolean holdsKey(Path folder) {
        try {
            return Files.isRegularFile(key) && key.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException notThere) {
            return false;
        }
    }
}
