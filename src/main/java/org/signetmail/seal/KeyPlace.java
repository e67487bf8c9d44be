package org.signetmail.seal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.signetmail.account.Configuration;
import org.signetmail.log.LogEvent;

/**
 * The configured location of the sealing key.
 *
 * @param key the key file
 * @param strict whether a key file that other users may read is refused
 * @param database the folder of the embedded database; empty with PostgreSQL
 */
record KeyPlace(Path key, boolean strict, Optional<Path> database) {
    private static final String STRICT = "signet.key.strict";

    static KeyPlace current() {
        Configuration config = Configuration.current();
        Path folder = Path.of(config.text("signet.data.dir").orElse("signet-data"));
        Path key = config.text("signet.key.file").map(Path::of).orElseGet(() -> folder.resolve("signet.key"));
        boolean postgreSql = config.text("signet.database.url").isPresent();
        return new KeyPlace(
                key,
                config.text(STRICT).map(KeyPlace::isStrict).orElse(false),
                postgreSql ? Optional.empty() : Optional.of(folder));
    }

    /** Anything other than true or false is logged and treated as true, the safer value. */
    static boolean isStrict(String text) {
        String value = text.toLowerCase(Locale.ROOT);
        if (!value.equals("true") && !value.equals("false")) {
            LogEvent.STRICT_NOT_UNDERSTOOD.with("value", text).log();
        }
        return !value.equals("false");
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
